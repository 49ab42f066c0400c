import { useCallback, useMemo } from 'preact/hooks';
import type { Upload } from '../../model/uploads.js';
import type { RoomId } from '../../protocol.js';
import { useChat, useSelect } from '../context.js';

/** The files that go with what is being written in a room, and the way to add some. */
export function useAttaching(room: RoomId): {
  readonly uploads: readonly Upload[];
  readonly attach: (files: readonly File[]) => void;
} {
  const chat = useChat();
  const all = useSelect((state) => state.uploads);
  const uploads = useMemo(() => all.filter((one) => one.room === room), [all, room]);
  const attach = useCallback((files: readonly File[]) => void chat.attach(room, files), [chat, room]);
  return { uploads, attach };
}
