import type { RoomId } from '../protocol.js';
import { writersIn } from '../model/typing.js';
import { usePeople, useSelect, useText } from './context.js';

/** So many are named. */
const NAMED = 3;

/** Who is writing in the room, or was nudged there just now. */
export function AttentionLine({ room }: { room: RoomId }) {
  const t = useText();
  const people = usePeople(room);
  const me = useSelect((state) => state.me)!;
  const writers = useSelect((state) => state.writers);
  const nudge = useSelect((state) => (state.nudge?.room === room ? state.nudge : undefined));
  const called = ({ id, nickname }: { id: string; nickname: string }): string =>
    id === me.id ? t.notices.you : (people.get(id)?.nickname ?? nickname);
  const names = writersIn(writers, room, me.id).map(called);

  return (
    <p class="attention" dir="auto">
      {nudge
        ? t.nudged(called(nudge.by), nudge.user.id === me.id ? t.notices.youToo : called(nudge.user))
        : names.length > 0 && t.typing(names.slice(0, NAMED), names.length)}
    </p>
  );
}
