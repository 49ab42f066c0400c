import type { Trouble } from '../i18n/dictionary.js';
import type { Attachment, RoomId } from '../protocol.js';

/** A file on its way into a message that is being written. */
export interface Upload {
  readonly key: number;
  readonly room: RoomId;
  readonly file: File;
  /** How much of it the server has, from 0 to 1. */
  readonly progress: number;
  /** As the server keeps it, once it has all of it. */
  readonly kept?: Attachment;
  /** Why it could not be taken; it stays until it is tried again or removed. */
  readonly trouble?: Trouble;
  /** It may be taken another time: when the connection is back it is tried again. */
  readonly retryable?: boolean;
}

/** What is to go with the message, once all of it is there. */
export function keptOf(uploads: readonly Upload[]): readonly Attachment[] | undefined {
  const kept = uploads.flatMap((upload) => upload.kept ?? []);
  return kept.length === uploads.length ? kept : undefined;
}

/** It was refused for good, and keeps the others from going. */
export const isRefused = ({ trouble, retryable }: Upload): boolean => trouble !== undefined && !retryable;

/** Whether text is what is meant, where a program puts a picture of it on the clipboard, too. */
export const meansFiles = (types: readonly string[]): boolean =>
  types.includes('Files') && !types.includes('text/plain');
