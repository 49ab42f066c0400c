import { join } from 'node:path';
import { parseQuery } from '../../src/domain/query.js';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { Database } from '../../src/infrastructure/sqlite/database.js';
import { migrate } from '../../src/infrastructure/sqlite/migrations.js';
import { openSqlite } from '../../src/infrastructure/sqlite/open-sqlite.js';
import { ALL, ann, bob, said, say, tea } from '../contract/stores.js';
import { messageOf } from '../support/message-of.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** What a server wrote before there were roles and kinds of entries: Ann opened the tea room, and Bob came. */
function writeOld(path: string, version: number): void {
  const db = new Database(path);
  migrate(db, 0, version);
  db.exec(`
    UPDATE meta SET entries = 2;
    INSERT INTO user (n, id, nickname, searchable, kind) VALUES
      (1, 'ann', 'Ann', 'ann', 'guest'), (2, 'bob', 'Bob', 'bob', 'guest');
    INSERT INTO session (id, user, token, expires_at) VALUES ('phone', 1, 'digest', 1700000000000);
    INSERT INTO room (n, id, name, key, topic, kind, version, epoch, head, members, member_version) VALUES
      (1, 'lobby', 'Lobby', 'lobby', '', 'public', 1, 'e1', 0, 1, 1),
      (2, 'tea', '${tea.name}', '${tea.key}', '${tea.topic}', 'public', 1, 'e2', 2, 2, 3);
    INSERT INTO creation (by, id, digest, room) VALUES ('ann', 'creation-1', 'digest', 2);
    INSERT INTO member (room, user, since, marker, version) VALUES
      (1, 2, 0, 0, 1), (2, 1, 0, 2, 1), (2, 2, 0, 1, 3);
    INSERT INTO message (n, room, seq, rev, author, id, digest, text, sent_at) VALUES
      (1, 2, 1, 1, 1, 'a', 'digest of a by Ann', 'a by Ann', 1700000000123),
      (2, 2, 2, 2, 2, 'b', 'digest of b by Bob', 'b by Bob', 1700000000456);
    INSERT INTO entry (room, seq, type, by, at, target) VALUES
      (2, 1, 'message.sent', 1, 1700000000123, 1), (2, 2, 'message.sent', 2, 1700000000456, 2);
  `);
  db.close();
}

describe('a database of an earlier schema', () => {
  it.each([1, 2, 3])(
    'of version %i keeps everything, and makes owners of those who opened rooms',
    async (version) => {
      const folder = temporaryFolder();
      writeOld(join(folder.path, 'parley.db'), version);
      const bus = new MemoryEventBus();
      const backend = await openSqlite({ dataDir: folder.path }, bus);
      const { rooms, log, memberships, search, sessions, users } = backend;
      try {
        expect(await rooms.find('tea')).toEqual(tea);
        expect(await users.find('ann')).toEqual(ann);
        expect(await sessions.findByToken('digest')).toMatchObject({ session: { id: 'phone' }, user: ann });

        const { entries, head } = (await log.window('tea', { limit: ALL }))!;
        expect(head).toBe(2);
        expect(entries.map(messageOf)).toMatchObject([
          { seq: 1, author: { id: 'ann' }, ...said(ann, 'a').message },
          { seq: 2, author: { id: 'bob' }, ...said(bob, 'b').message },
        ]);
        const query = parseQuery('by');
        const { hits } = await search.find({ user: 'bob', query, limit: ALL });
        expect(hits.map(({ message }) => message.id)).toEqual(['b', 'a']);
        expect(await log.notices('tea', { limit: ALL })).toMatchObject({ entries: [] });

        const seat = { nickname: '', notify: 'all', mutedUntil: 0, from: 0 };
        expect(await memberships.owner('tea')).toEqual({
          ...{ room: 'tea', user: 'ann', ...seat },
          ...{ role: 'owner', marker: 2, version: 1 },
        });
        expect(await memberships.find('tea', 'bob')).toEqual({
          ...{ room: 'tea', user: 'bob', ...seat },
          ...{ role: 'member', marker: 1, version: 3 },
        });
        expect(await memberships.owner('lobby')).toBeUndefined();
        const members = await memberships.page('tea', { after: 0, limit: ALL });
        expect(members.map(({ id, number }) => [id, number])).toEqual([
          ['ann', 1],
          ['bob', 3],
        ]);

        const stores = { ...backend, bus };
        expect(await say(stores, 'tea', ann, 'a')).toMatchObject({ status: 'duplicate', seq: 1 });
        expect(await say(stores, 'tea', bob, 'c')).toMatchObject({ status: 'appended', seq: 3 });
      } finally {
        await backend.close();
        folder.remove();
      }
    },
  );
});
