import type { Epoch, Message, MessageChanged, Reaction, RoomId, Run, UserId } from '../protocol.js';
import { messageAt, type RoomLog } from './room-log.js';

/** What the user wants of a reaction, shown before the server has done it. */
export interface Wish {
  readonly room: RoomId;
  readonly epoch: Epoch;
  /** The message. */
  readonly seq: number;
  readonly emoji: string;
  readonly on: boolean;
  /** The entry that fulfils it, once the server has answered. */
  readonly doneBy?: number;
}

/** The reactions of a message as they will be when the wishes are fulfilled; the same list where they are. */
export function wished(
  { seq, reactions }: Message,
  { epoch, asOf }: Pick<RoomLog, 'epoch' | 'asOf'>,
  wishes: readonly Wish[],
  me: UserId,
): readonly Reaction[] | undefined {
  let shown: readonly Reaction[] | undefined = reactions;
  for (const wish of wishes) {
    if (wish.seq !== seq || wish.epoch !== epoch || (wish.doneBy ?? Infinity) <= asOf) continue;
    shown = reacted(shown ?? [], wish, me);
  }
  return shown;
}

function reacted(
  reactions: readonly Reaction[],
  { emoji, on }: Pick<Wish, 'emoji' | 'on'>,
  me: UserId,
): readonly Reaction[] {
  const known = reactions.find((reaction) => reaction.emoji === emoji);
  if (on === (known?.mine === true)) return reactions;
  if (!known) return [...reactions, { emoji, count: 1, by: [me], mine: true }];
  const { mine: _before, ...rest } = known;
  const others = known.by.filter((id) => id !== me);
  const next: Reaction = on
    ? { ...rest, count: known.count + 1, by: [...others, me], mine: true }
    : { ...rest, count: known.count - 1, by: others };
  return reactions.flatMap((one) => (one !== known ? [one] : next.count > 0 ? [next] : []));
}

/** The run with the reactions marked that are the user’s own: it is told to everybody alike. */
export function ownIn(run: Run, log: RoomLog, me: UserId): Run {
  const heard = new Map<number, Message>();
  const entries = run.entries.map((entry) => {
    if (entry.type !== 'message.changed' || !entry.message?.reactions) return entry;
    const { seq } = entry.message;
    const before = heard.get(seq) ?? messageAt(log, seq);
    const reactions = entry.message.reactions.map((one) =>
      isOwn(one, entry, before, me) ? { ...one, mine: true as const } : one,
    );
    const message = { ...entry.message, reactions };
    heard.set(seq, message);
    return { ...entry, message };
  });
  return { ...run, entries };
}

function isOwn(
  { emoji, count, by }: Reaction,
  entry: MessageChanged,
  before: Message | undefined,
  me: UserId,
): boolean {
  if (by.length === count || by.includes(me)) return by.includes(me);
  // Of many only the first are named.
  const { change } = entry;
  if (entry.by === me && change.type === 'reacted' && change.emoji === emoji) return change.on === true;
  return before?.reactions?.some((one) => one.emoji === emoji && one.mine === true) ?? false;
}
