import { randomUUID } from 'node:crypto';
import type { AppendMessage } from '../src/application/ports/room-log.js';
import { Room } from '../src/domain/room.js';
import { User } from '../src/domain/user.js';
import type { Backend } from '../src/infrastructure/backend.js';
import { MemoryEventBus } from '../src/infrastructure/memory/memory-event-bus.js';
import { openSqlite } from '../src/infrastructure/sqlite/open-sqlite.js';
import { flat } from '../src/infrastructure/sqlite/sqlite-room-log.js';
import { Writer } from '../src/infrastructure/sqlite/writer.js';
import { temporaryFolder } from '../test/support/temporary-folder.js';

/** People who send at the same time, in rooms of ten. */
export const SENDERS = 200;
const ROOMS = 20;

/** What the next message of each sender is. */
type Next = () => AppendMessage;

/** A store with everybody in it. */
async function seated(dataDir: string): Promise<{ store: Backend; senders: Next[] }> {
  const store = await openSqlite({ dataDir }, new MemoryEventBus());
  for (let n = 0; n < ROOMS; n += 1) await store.rooms.ensure(Room.open(`room-${n}`, `Room ${n}`));
  const senders: Next[] = [];
  for (let n = 0; n < SENDERS; n += 1) {
    const user = User.guest(`user-${n}`, `Sender ${n}`);
    const room = `room-${n % ROOMS}`;
    await store.users.add(user);
    const { membership } = (await store.memberships.join(room, user.id, 0))!;
    const guard = { room: 1, member: membership.version };
    senders.push(() => message(room, user, guard));
  }
  return { store, senders };
}

function message(room: string, { id, nickname }: User, guard: AppendMessage['guard']): AppendMessage {
  const text = 'x'.repeat(100);
  const said = { id: randomUUID(), text };
  const entry = { type: 'message.sent', at: Date.now(), by: { id, nickname }, message: said } as const;
  return { room, entry, guard, digest: 'x'.repeat(43) };
}

/** Everybody sends at once, each again as soon as the last is stored, until `enough` of them are. */
export async function sendAtOnce(dataDir: string, enough: (count: number) => boolean): Promise<number> {
  const { store, senders } = await seated(dataDir);
  let count = 0;
  await Promise.all(
    senders.map(async (next) => {
      while (!enough(count)) {
        await store.log.append(next());
        count += 1;
      }
    }),
  );
  await store.close();
  return count;
}

/** The same sends, each with a commit of its own, without even a thread between. */
async function sendOneByOne(dataDir: string, enough: (count: number) => boolean): Promise<number> {
  const { store, senders } = await seated(dataDir);
  await store.close();
  const writer = new Writer(dataDir);
  let count = 0;
  for (; !enough(count); count += 1) writer.run([['append', ...flat(senders[count % SENDERS]!())]]);
  writer.close();
  return count;
}

/** Sends a second, of everybody at once and one by one. */
export async function measureStore(ms: number): Promise<{ atOnce: number; oneByOne: number }> {
  const rate = async (send: typeof sendAtOnce): Promise<number> => {
    const folder = temporaryFolder();
    let began: number | undefined;
    const count = await send(folder.path, () => performance.now() > (began ??= performance.now()) + ms);
    folder.remove();
    return (count / ms) * 1000;
  };
  return { atOnce: await rate(sendAtOnce), oneByOne: await rate(sendOneByOne) };
}
