import { useEffect, useState } from 'preact/hooks';
import { meansFiles } from '../../model/uploads.js';
import { useFileText } from './use-file-text.js';

/** Takes files that are dropped anywhere on the page, and says where they will go while they hover. */
export function DropZone({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const f = useFileText();
  const [over, setOver] = useState(false);

  useEffect(() => {
    const ended = new AbortController();
    const listen = (name: 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void): void =>
      document.addEventListener(
        name,
        (event) => {
          if (!meansFiles(event.dataTransfer?.types ?? [])) return;
          // Without this, the browser would open the file in the place of the page.
          event.preventDefault();
          if (!document.querySelector('dialog[open]')) act(event);
        },
        ended,
      );
    listen('dragover', () => setOver(true));
    // From one element to another, or out of the window.
    listen('dragleave', ({ relatedTarget }) => relatedTarget || setOver(false));
    listen('drop', ({ dataTransfer }) => {
      setOver(false);
      onFiles([...dataTransfer!.files]);
    });
    return () => ended.abort();
  }, [onFiles]);

  return over ? <p class="drop-zone">{f.dropHere}</p> : null;
}
