import { randomUUID } from 'node:crypto';
import type { EventBus } from '../../src/application/ports/event-bus.js';
import { LOBBY } from '../../src/domain/room.js';
import type { Backend } from '../../src/infrastructure/backend.js';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { openMemory } from '../../src/infrastructure/memory/open-memory.js';
import { openSqlite } from '../../src/infrastructure/sqlite/open-sqlite.js';
import { messageOf } from '../support/message-of.js';
import { newcomer, runServer } from '../support/running-server.js';
import { connect, type ChatClient } from '../support/socket-client.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { within } from '../support/within.js';

/** More than one answer to `room:sync` holds. */
const MANY = 620;

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** How a store is opened, and opened again after a restart with what it held. */
type Reopen = (bus: EventBus) => Promise<Backend>;
let memory: Promise<Backend> | undefined;
const stores: [string, Reopen][] = [
  ['memory', (bus) => (memory ??= openMemory({}, bus))],
  ['SQLite', (bus) => openSqlite({ dataDir: folder.path }, bus)],
];

const send = (chat: ChatClient, room: string, text: string, mentions?: string[]) =>
  chat.request('message:send', { room, id: randomUUID(), text, ...(mentions && { mentions }) });

/** Everything behind the marker, as a device reads it that comes back. */
async function missed(chat: ChatClient, room: string): Promise<string[]> {
  const { marker, epoch } = (await chat.request('room:list', {})).rooms.find(({ id }) => id === room)!;
  const texts: string[] = [];
  for (let after = marker, more = true; more;) {
    const synced = await chat.request('room:sync', { room, after, epoch });
    expect(synced.complete).toBe(true);
    texts.push(...synced.entries.map((entry) => messageOf(entry).text));
    after = synced.entries.at(-1)!.seq;
    ({ more } = synced);
  }
  return texts;
}

describe.each(stores)('Who was away for long, on %s,', (_, open) => {
  it('finds all that was said, in order, counted, and read alike on all devices', async () => {
    const bus = new MemoryEventBus();
    const before = await runServer({ bus, open });
    const [ann, bob] = [await newcomer(before.url, 'Ann'), await newcomer(before.url, 'Bob')];
    const hers = await connect(before.url, ann.token);
    const create = async (kind: 'public' | 'private') =>
      (await hers.request('room:create', { id: randomUUID(), name: kind, kind })).room.id;
    const [tea, den] = [await create('public'), await create('private')];
    const his = await connect(before.url, bob.token);
    await his.request('room:join', { room: tea });
    await hers.request('member:add', { room: den, user: bob.user.id });
    his.close();
    await his.ended;

    // Bob has never opened this one.
    const talk = (await hers.request('direct:open', { users: [bob.user.id] })).room.id;
    const rooms: Record<string, number> = { [LOBBY]: 3, [tea]: MANY, [den]: 40, [talk]: 5 };
    const said: Record<string, string[]> = {};
    for (const [room, count] of Object.entries(rooms)) {
      const texts = Array.from({ length: count }, (__, n) => `${n} in ${room}`);
      for (const [n, text] of texts.entries())
        await send(hers, room, text, n === 1 ? [bob.user.id] : undefined);
      said[room] = texts;
    }
    hers.close();
    await before.close();

    const after = await runServer({ bus, open });
    const [desk, phone] = [await connect(after.url, bob.token), await connect(after.url, bob.token)];
    const { rooms: listed } = await desk.request('room:list', {});
    const own = listed.filter(({ joined }) => joined);
    expect(new Set(own.map(({ id }) => id))).toEqual(new Set(Object.keys(rooms)));
    for (const { id, unread, mentions, firstUnread, marker, head, people, last } of own) {
      const count = rooms[id]!;
      expect([id, unread, mentions, firstUnread]).toEqual([id, count, 1, head - count + 1]);
      expect(marker).toBeLessThan(firstUnread!);
      expect(last).toMatchObject({ seq: head, text: said[id]!.at(-1) });
      expect(people).toEqual(id === talk ? [{ id: ann.user.id, nickname: 'Ann' }] : undefined);
      expect(await missed(phone, id)).toEqual(said[id]);
    }

    for (const { id: room, epoch, head: seq } of own) {
      await phone.request('room:read', { room, epoch, seq });
      const moved = await within(desk.next('marker:moved'), 'the marker', 1000);
      expect(moved).toEqual({ room, epoch, seq, unread: 0, mentions: 0 });
    }
    for (const device of [desk, phone]) {
      const { rooms: read } = await device.request('room:list', {});
      for (const { unread, mentions, firstUnread } of read.filter(({ joined }) => joined))
        expect([unread, mentions, firstUnread]).toEqual([0, 0, undefined]);
      device.close();
    }
    await after.close();
  });
});
