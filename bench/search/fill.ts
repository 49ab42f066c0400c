import { randomUUID } from 'node:crypto';
import type { Guard } from '../../src/application/ports/room-log.js';
import type { Author } from '../../src/domain/message.js';
import { Room } from '../../src/domain/room.js';
import { User } from '../../src/domain/user.js';
import type { Backend } from '../../src/infrastructure/backend.js';

/** Rooms, every other of which the reader is in. */
export const ROOMS = 60;
const PEOPLE = 49;
const AT_ONCE = 2000;

/** What is said everywhere where the reader is not, and nowhere else. */
export const HIDDEN = 'forbidden 秘密 禁';
/** What is said once in so many messages. */
export const RARE = { text: 'zebra 斑马', every: 20_000 };

const SYLLABLES = [
  'ka',
  'lo',
  'mi',
  'ne',
  'ru',
  'sta',
  'tro',
  'pe',
  'in',
  'er',
  'on',
  'qui',
  'ves',
  'da',
  'ho',
];

let state = 7;
/** The same numbers at each run. */
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/** The lower, the more often: as words are. */
const common = (count: number): number => Math.floor(Math.exp(random() * Math.log(count)));

/** The nth most common word. */
export function word(n: number): string {
  let letters = '';
  for (let rest = n + 3; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    letters += SYLLABLES[rest % SYLLABLES.length];
  }
  return letters;
}

/** The nth most common character. */
export const character = (n: number): string => String.fromCharCode(0x4e00 + ((n * 7919) % 6000));

const times = (count: number, one: () => string, between: string): string =>
  Array.from({ length: count }, one).join(between);

/** English or Chinese, of 80 bytes or so. */
export const sentence = (): string =>
  random() < 0.5
    ? times(8 + Math.floor(40 * random()), () => character(common(4000)), '')
    : times(4 + Math.floor(20 * random()), () => word(common(20_000)), ' ');

interface Seat {
  readonly room: string;
  readonly by: Author;
  readonly guard: Guard;
  readonly seen: boolean;
}

/** Fills a store with so many messages, half of them where the reader is, and closes it. */
export async function fill(store: Backend, reader: string, count: number): Promise<void> {
  const people = Array.from({ length: PEOPLE }, (_, n) => User.guest(`person-${n}`, `Person ${n}`));
  const seats: Seat[] = [];
  for (const user of people) await store.users.add(user);
  for (let n = 0; n < ROOMS; n += 1) {
    const room = `room-${n}`;
    await store.rooms.ensure(Room.open(room, `Room ${n}`));
    if (n % 2 === 0) await store.memberships.join(room, reader, 0);
    for (const { id, nickname } of people) {
      const { membership } = (await store.memberships.join(room, id, 0))!;
      seats.push({
        room,
        by: { id, nickname },
        guard: { room: 1, member: membership.version },
        seen: n % 2 === 0,
      });
    }
  }
  const say = (n: number) => {
    const { seen, room, by, guard } = seats[Math.floor(random() * seats.length)]!;
    const rare = n % RARE.every === 0 ? ` ${RARE.text}` : '';
    const message = { id: randomUUID(), text: sentence() + rare + (seen ? '' : ` ${HIDDEN}`) };
    const entry = { type: 'message.sent', at: 1_700_000_000_000 + n, by, message } as const;
    return store.log.append({ room, entry, guard, digest: 'x'.repeat(43) });
  };
  for (let n = 0; n < count; n += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - n) }, (_, at) => say(n + at)));
  }
  await store.close();
}
