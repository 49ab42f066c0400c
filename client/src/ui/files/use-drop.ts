import { useEffect, useState } from 'preact/hooks';
import { meansFiles } from '../../model/uploads.js';

/** Takes files that are dropped anywhere on the page. True while they hover over it. */
export function useDrop(onFiles: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false);

  useEffect(() => {
    const ended = new AbortController();
    const take = (event: DragEvent): void => {
      const { type, dataTransfer, relatedTarget } = event;
      if (!meansFiles(dataTransfer?.types ?? [])) return;
      // Without this, the browser would open the file in the place of the page.
      event.preventDefault();
      if (document.querySelector('dialog[open]')) return;
      // It is left for another element, or for what is outside of the window.
      if (type !== 'dragleave' || !relatedTarget) setOver(type === 'dragover');
      if (type === 'drop') onFiles([...dataTransfer!.files]);
    };
    for (const type of ['dragover', 'dragleave', 'drop'] as const)
      document.addEventListener(type, take, ended);
    return () => ended.abort();
  }, [onFiles]);

  return over;
}
