import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Attachment } from '../../protocol.js';
import { useText } from '../context.js';
import { BackIcon, CloseIcon } from '../icons.js';
import { NextIcon, SaveIcon } from '../later-icons.js';
import { useShow } from '../show.js';
import { addressOf } from './address-of.js';
import { useFileText } from './use-file-text.js';

interface PictureViewProps {
  readonly pictures: readonly Attachment[];
  readonly at: number;
}

/** A picture as large as the window, and the others of its message beside it. */
export function PictureView({ pictures, at: first }: PictureViewProps) {
  const t = useText();
  const f = useFileText();
  const show = useShow();
  const dialog = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(first);
  const close = (): void => show(undefined);
  const go = (step: number): void => setAt((now) => Math.min(Math.max(now + step, 0), pictures.length - 1));
  const picture = pictures[at]!;
  const { name, width, height } = picture;
  const address = addressOf(picture, 'whole');

  useLayoutEffect(() => {
    const element = dialog.current!;
    element.showModal();
    return () => element.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      class="picture-view"
      aria-label={name}
      onCancel={close}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') go(-1);
        if (event.key === 'ArrowRight') go(1);
      }}
      onClick={({ target }) => {
        if (!(target as Element).closest('button, a, img')) close();
      }}
    >
      <header>
        <bdi class="file-name">{name}</bdi>
        {pictures.length > 1 && <span role="status">{f.place(at + 1, pictures.length)}</span>}
        <a class="icon-button" href={address} download={name} aria-label={f.save} title={f.save}>
          <SaveIcon />
        </a>
        <button type="button" class="icon-button" aria-label={t.close} title={t.close} onClick={close}>
          <CloseIcon />
        </button>
      </header>
      <div class="picture-stage">
        {/* What the timeline showed stands in until the whole is there. */}
        <img
          key={picture.id}
          src={address}
          width={width}
          height={height}
          alt={name}
          style={picture.preview && { backgroundImage: `url(${addressOf(picture, 'preview')})` }}
        />
      </div>
      {pictures.length > 1 && (
        <>
          <button
            type="button"
            class="icon-button turn before"
            aria-label={f.before}
            title={f.before}
            aria-disabled={at === 0}
            onClick={() => go(-1)}
          >
            <BackIcon />
          </button>
          <button
            type="button"
            class="icon-button turn next"
            aria-label={f.next}
            title={f.next}
            aria-disabled={at === pictures.length - 1}
            onClick={() => go(1)}
          >
            <NextIcon />
          </button>
        </>
      )}
    </dialog>
  );
}
