import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { messageAt } from '../../model/room-log.js';
import type { Attachment } from '../../protocol.js';
import { useSelect, useText } from '../context.js';
import { BackIcon, CloseIcon, FindIcon } from '../icons.js';
import { NextIcon, SaveIcon } from '../later-icons.js';
import { useShow } from '../show.js';
import { addressOf } from './address-of.js';
import { FileName } from './file-name.js';
import { PictureStage } from './picture-stage.js';
import { useFileText } from './use-file-text.js';

interface PictureViewProps {
  readonly pictures: readonly Attachment[];
  readonly at: number;
  /** Of the message, once it is safe. */
  readonly seq: number | undefined;
}

/** A picture as large as the window, and the others of its message beside it. */
export function PictureView({ pictures, at: first, seq }: PictureViewProps) {
  const t = useText();
  const f = useFileText();
  const show = useShow();
  const dialog = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(first);
  const [enlarged, setEnlarged] = useState(false);
  const gone = useSelect(
    ({ open }) => open?.log === undefined || messageAt(open.log, seq)?.recalledAt !== undefined,
  );
  const close = (): void => show(undefined);
  const go = (step: number): void => {
    setEnlarged(false);
    setAt((now) => Math.min(Math.max(now + step, 0), pictures.length - 1));
  };
  const enlarge = (): void => setEnlarged(!enlarged);
  const picture = pictures[at]!;
  const { name } = picture;

  useEffect(() => {
    if (gone) close();
  }, [gone]);

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
        <FileName name={name} />
        {pictures.length > 1 && <span role="status">{f.place(at + 1, pictures.length)}</span>}
        <button
          type="button"
          class="icon-button"
          aria-label={f.enlarge}
          title={f.enlarge}
          aria-pressed={enlarged}
          onClick={enlarge}
        >
          <FindIcon />
        </button>
        <a
          class="icon-button"
          href={addressOf(picture, 'whole')}
          download={name}
          aria-label={f.save}
          title={f.save}
        >
          <SaveIcon />
        </a>
        <button type="button" class="icon-button" aria-label={t.close} title={t.close} onClick={close}>
          <CloseIcon />
        </button>
      </header>
      <PictureStage picture={picture} enlarged={enlarged} onEnlarge={enlarge} onStep={go} onClose={close} />
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
