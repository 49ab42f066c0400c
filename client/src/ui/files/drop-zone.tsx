import { useFileText } from './use-file-text.js';

/** Says where the files go that hover over the page. */
export const DropZone = () => <p class="drop-zone">{useFileText().dropHere}</p>;
