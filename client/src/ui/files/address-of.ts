import type { Attachment } from '../../protocol.js';

/** Where a file is, or a smaller picture of it. */
export const addressOf = ({ id }: Attachment, what: 'whole' | 'preview'): string =>
  `/api/files/${id}${what === 'preview' ? '/preview' : ''}`;
