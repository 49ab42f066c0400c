import { useEffect, useMemo } from 'preact/hooks';
import { sizeOf } from '../../i18n/size.js';
import type { Upload } from '../../model/uploads.js';
import { useChat, useText } from '../context.js';
import { CloseIcon, FileIcon } from '../icons.js';
import { RetryIcon } from '../later-icons.js';
import { FileName } from './file-name.js';
import { useFileText } from './use-file-text.js';

interface TrayProps {
  readonly uploads: readonly Upload[];
  /** It was sent off, and waits for the last of them. */
  readonly waiting: boolean;
}

/** The files that go with what is being written, above the box for the words to them. */
export function Tray({ uploads, waiting }: TrayProps) {
  const f = useFileText();
  return (
    <div class="tray">
      <ul aria-label={f.chosen}>
        {uploads.map((upload) => (
          <Item key={upload.key} upload={upload} />
        ))}
      </ul>
      <p class="tray-note" role="status">
        {waiting ? f.sendsThen : undefined}
      </p>
    </div>
  );
}

function Item({ upload }: { upload: Upload }) {
  const { key, file, progress, kept, trouble, retryable } = upload;
  const chat = useChat();
  const t = useText();
  const f = useFileText();
  const percent = Math.floor(progress * 100);
  return (
    <li class="tray-item" data-state={trouble ? 'failed' : kept ? 'kept' : 'sending'}>
      {file.type.startsWith('image/') && !trouble ? <Thumbnail file={file} /> : <FileIcon />}
      <span class="tray-text">
        <FileName name={file.name} />
        <span class="file-size" role={trouble ? 'alert' : undefined}>
          {trouble ? t.errors[trouble] : sizeOf(t.locale, file.size)}
        </span>
        {!kept && !trouble && (
          <progress max={1} value={progress} aria-label={f.uploading(percent)} title={f.uploading(percent)} />
        )}
      </span>
      {retryable && (
        <button
          type="button"
          class="icon-button"
          aria-label={f.retry(file.name)}
          title={f.retry(file.name)}
          onClick={(event) => {
            chat.uploads?.retry(key);
            leave(event);
          }}
        >
          <RetryIcon />
        </button>
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={f.remove(file.name)}
        title={f.remove(file.name)}
        onClick={(event) => {
          chat.uploads?.remove(key);
          leave(event);
        }}
      >
        <CloseIcon />
      </button>
    </li>
  );
}

/** The button goes; whoever pressed it by a key goes on writing. */
function leave({ detail }: MouseEvent): void {
  if (detail === 0) document.querySelector<HTMLElement>('.composer textarea')?.focus();
}

/** The picture itself, from where it lies on this device. */
function Thumbnail({ file }: { file: File }) {
  const address = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return <img class="thumbnail" src={address} alt="" />;
}
