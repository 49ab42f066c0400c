import type { EventBus, Notice } from '../../src/application/ports/event-bus.js';
import type { Appended } from '../../src/application/ports/room-log.js';
import type { NewMessage } from '../../src/domain/entry.js';
import type { Session } from '../../src/application/ports/sessions.js';
import { Room, type RoomId } from '../../src/domain/room.js';
import { User, type UserId } from '../../src/domain/user.js';
import type { Backend } from '../../src/infrastructure/backend.js';
import { messageOf } from '../support/message-of.js';

/** What the contracts of the stores are checked on: a backend, and the bus that it announces on. */
export interface Stores extends Backend {
  readonly bus: EventBus;
}

export const ann = User.guest('ann', 'Ann');
export const bob = User.guest('bob', 'Bob');
export const cem = User.guest('cem', 'Cem');

export const tea = Room.open('tea', 'Tea', 'Green, black and white');
export const zoo = Room.open('zoo', 'Zoo');

/** When everything happens. */
export const AT = 1_700_000_000_123;

/** Beyond every limit that a list has. */
export const ALL = 1000;

export const session = (id: string, token: string, expiresAt: number, user = 'ann'): Session => ({
  id,
  user,
  token,
  device: `the ${id}`,
  createdAt: 1_600_000_000_123,
  seenAt: 1_600_000_000_456,
  expiresAt,
});

/** Creates the room, with the users as its members in this order, and hears of it. */
export async function seat(
  { rooms, users, memberships, bus }: Stores,
  room: Room,
  ...people: User[]
): Promise<void> {
  await rooms.ensure(room);
  await bus.follow([room.id]);
  for (const user of people) {
    await users.add(user);
    await memberships.join(room.id, user.id, AT);
  }
}

export const said = (
  by: User,
  id: string,
  text = `${id} by ${by.nickname}`,
  ...mentions: UserId[]
): NewMessage => ({
  type: 'message.sent',
  at: AT,
  by: { id: by.id, nickname: by.nickname },
  message: { id, text, ...(mentions.length > 0 && { mentions }) },
});

/** Appends as `send-message` does: with a guard that holds. */
export async function say(
  { rooms, memberships, log }: Stores,
  room: RoomId,
  by: User,
  id: string,
  text?: string,
  ...mentions: UserId[]
): Promise<Appended> {
  const entry = said(by, id, text, ...mentions);
  const [found, membership] = await Promise.all([rooms.find(room), memberships.find(room, by.id)]);
  const guard = { room: found?.version ?? 0, member: membership?.version ?? 0 };
  return log.append({ room, entry, guard, digest: `digest of ${entry.message.text}` });
}

/** What the room's log holds, by message id. */
export async function ids({ log }: Stores, room: RoomId): Promise<string[]> {
  const slice = await log.after(room, 0, ALL);
  return slice!.entries.map((entry) => messageOf(entry).id);
}

export async function epochOf({ log }: Stores, room: RoomId): Promise<string> {
  return (await log.after(room, 0, 1))!.epoch;
}

/** Resolves when all that was told of the room before has been heard: a bus may take longer than the store. */
export async function calm({ bus }: Stores, room: RoomId): Promise<void> {
  const heard = hear(bus, 1, 'typing');
  bus.publish({ type: 'typing', typing: { room, users: [] } });
  await heard;
}

/** The first `count` notices from now on, of the type if one is given. */
export function hear(bus: EventBus, count: number, type?: Notice['type']): Promise<Notice[]> {
  const heard: Notice[] = [];
  return new Promise((resolve) => {
    const stop = bus.subscribe((notice) => {
      if (type !== undefined && notice.type !== type) return;
      heard.push(notice);
      if (heard.length < count) return;
      stop();
      resolve(heard);
    });
  });
}
