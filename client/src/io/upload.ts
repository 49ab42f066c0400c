import { Failure } from '../model/failure.js';
import type { Attachment, RoomId } from '../protocol.js';

/** Sends a file to a room, telling how much of it is there. Rejects with a `Failure`; the signal ends it. */
export function upload(
  room: RoomId,
  file: File,
  { signal, tell }: { readonly signal: AbortSignal; readonly tell: (progress: number) => void },
): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    // `fetch` does not tell how much has been sent.
    const request = new XMLHttpRequest();
    request.open('POST', `/api/rooms/${room}/files?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => tell(total > 0 ? loaded / total : 0);
    request.onerror = request.onabort = () => reject(Failure.unreachable());
    request.onload = () => {
      const answer = request.response as { file?: Attachment; error?: Partial<Failure> } | null;
      if (answer?.file) resolve(answer.file);
      else if (answer?.error?.code) reject(new Failure(answer.error.code, answer.error.retryable === true));
      else reject(Failure.unreachable());
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
