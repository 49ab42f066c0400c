import { powersOver, type MessagePowers } from '../../model/message-powers.js';
import type { Message } from '../../protocol.js';
import { useSelect } from '../context.js';
import { useOpenRoom } from '../room/use-open-room.js';

/** What the reader may do with a message of the open room now. */
export function usePowers(message: Message | undefined): MessagePowers | undefined {
  const room = useOpenRoom();
  const me = useSelect((state) => state.me);
  const recallSeconds = useSelect((state) => state.policy?.recallSeconds ?? 0);
  return room && me && message && powersOver(message, room, me, { now: Date.now(), recallSeconds });
}
