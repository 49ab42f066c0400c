import type { ErrorCode } from '../protocol.js';

/** Stands on the page for the domain’s, whose advice to developers it has no use for: a refusal by its code. */
export class ChatError extends Error {
  constructor(readonly code: ErrorCode) {
    super(code);
    this.name = 'ChatError';
  }
}
