import { useEffect, useState } from 'preact/hooks';
import { sizeOf } from '../../i18n/size.js';
import { boxOf } from '../../model/picture-box.js';
import type { Attachment } from '../../protocol.js';
import { useSelect, useText } from '../context.js';
import { FileIcon } from '../icons.js';
import { useShow } from '../show.js';
import { addressOf } from './address-of.js';
import { FileName } from './file-name.js';
import { useFileText } from './use-file-text.js';

interface AttachedProps {
  readonly files: readonly Attachment[];
  /** The message that they came with, once it is safe. */
  readonly seq: number | undefined;
  readonly reachable: boolean;
}

/** The files of a message: pictures as they are, in the room that was kept for them; others by name. */
export function Attached({ files, seq, reachable }: AttachedProps) {
  const pictures = files.filter(({ width }) => width !== undefined);
  const others = files.filter(({ width }) => width === undefined);
  const tabIndex = reachable ? 0 : -1;
  return (
    <div class="attached">
      {pictures.length > 0 && (
        <div class={pictures.length > 1 ? 'pictures many' : 'pictures'}>
          {pictures.map((picture, at) => (
            <Picture key={picture.id} pictures={pictures} at={at} seq={seq} tabIndex={tabIndex} />
          ))}
        </div>
      )}
      {others.map((file) => (
        <OtherFile key={file.id} file={file} tabIndex={tabIndex} />
      ))}
    </div>
  );
}

interface PictureProps {
  readonly pictures: readonly Attachment[];
  readonly at: number;
  readonly seq: number | undefined;
  readonly tabIndex: number;
}

function Picture({ pictures, at, seq, tabIndex }: PictureProps) {
  const f = useFileText();
  const show = useShow();
  const online = useSelect(({ link }) => link.state === 'online');
  const [missing, setMissing] = useState(false);
  const picture = pictures[at]!;
  const { width, height } = boxOf(picture);

  useEffect(() => {
    if (online) setMissing(false);
  }, [online]);

  return (
    <button
      type="button"
      class="picture"
      style={pictures.length > 1 ? undefined : { width: `${width}px`, aspectRatio: `${width} / ${height}` }}
      tabIndex={tabIndex}
      aria-label={f.openPicture(picture.name)}
      title={picture.name}
      onClick={() => show({ pictures, at, seq })}
    >
      {/* Another one asks again for what did not come. */}
      <img
        key={missing}
        onError={() => setMissing(true)}
        src={addressOf(picture, picture.preview ? 'preview' : 'whole')}
        width={width}
        height={height}
        alt={picture.name}
        loading="lazy"
        decoding="async"
        draggable={false}
      />
    </button>
  );
}

function OtherFile({ file, tabIndex }: { file: Attachment; tabIndex: number }) {
  const t = useText();
  const f = useFileText();
  const address = addressOf(file, 'whole');
  return (
    <>
      <a
        class="file"
        href={address}
        download={file.name}
        tabIndex={tabIndex}
        aria-label={f.saveFile(file.name)}
      >
        <FileIcon />
        <FileName name={file.name} />
        <span class="file-size">{sizeOf(t.locale, file.size)}</span>
      </a>
      {file.type.startsWith('audio/') && (
        <audio class="player" controls preload="none" src={address} aria-label={file.name} />
      )}
      {file.type.startsWith('video/') && (
        <video class="player" controls preload="metadata" src={address} aria-label={file.name} />
      )}
    </>
  );
}
