import { attachment, type NewFile } from '../../src/application/ports/files.js';
import type { User, UserId } from '../../src/domain/user.js';
import type { Contract } from '../support/contract.js';
import { messageOf } from '../support/message-of.js';
import { ann, bob, said, seat, tea, zoo, type Stores } from './stores.js';

const QUOTA = 1000;
const AT = 1_700_000_000_000;

export const uploaded = (id: string, by: UserId, change: Partial<NewFile> = {}): NewFile => ({
  id,
  room: 'tea',
  by,
  at: AT,
  name: `${id}.txt`,
  type: 'application/octet-stream',
  size: 100,
  digest: `digest of ${id}`,
  ...change,
});

const people = async (stores: Stores): Promise<void> => {
  await seat(stores, tea, ann, bob);
  await seat(stores, zoo, ann);
};

/** Says something that these files go with. */
async function send({ rooms, memberships, log }: Stores, by: User, id: string, ...files: string[]) {
  const words = said(by, id, '');
  const attachments = files.map((file) =>
    attachment(
      file === 'a'
        ? uploaded('a', by.id, { type: 'image/png', width: 2, height: 1, preview: 'small a' })
        : uploaded(file, by.id),
    ),
  );
  const entry = { ...words, message: { ...words.message, attachments } };
  const [room, member] = await Promise.all([rooms.find('tea'), memberships.find('tea', by.id)]);
  return log.append({
    room: 'tea',
    entry,
    guard: { room: room!.version, member: member!.version },
    digest: id,
  });
}

async function recall({ rooms, memberships, log }: Stores, by: User, target: number) {
  const [room, member] = await Promise.all([rooms.find('tea'), memberships.find('tea', by.id)]);
  const { id, nickname } = by;
  const change = { type: 'recalled' } as const;
  const entry = { type: 'message.changed', at: AT, by: { id, nickname }, target, change } as const;
  const guard = { room: room!.version, member: member!.version };
  return log.append({ room: 'tea', entry, guard, rev: undefined });
}

export const filesContract: Contract<Stores> = {
  'finds a file as added': async (stores) => {
    await people(stores);
    const picture = uploaded('picture', 'ann', {
      room: 'zoo',
      name: '茶 🍵.png',
      type: 'image/png',
      size: 0,
      width: 640,
      height: 480,
      preview: 'digest of its preview',
    });
    expect(await stores.files.add(uploaded('notes', 'bob'), QUOTA)).toBe(true);
    expect(await stores.files.add(picture, QUOTA)).toBe(true);
    expect(await stores.files.find('picture')).toEqual(picture);
    expect(await stores.files.find('notes')).toEqual(uploaded('notes', 'bob'));
  },

  'finds nothing under another id': async (stores) => {
    await people(stores);
    await stores.files.add(uploaded('notes', 'ann'), QUOTA);
    expect(await stores.files.find('Notes')).toBeUndefined();
    expect(await stores.files.find('__proto__')).toBeUndefined();
  },

  'keeps as much for each user as the quota allows, and not a byte more': async (stores) => {
    await people(stores);
    const all = [
      await stores.files.add(uploaded('a', 'ann', { size: 600 }), QUOTA),
      await stores.files.add(uploaded('b', 'ann', { size: 401 }), QUOTA),
      await stores.files.add(uploaded('c', 'ann', { size: 400 }), QUOTA),
      await stores.files.add(uploaded('d', 'bob', { size: 1000 }), QUOTA),
    ];
    expect(all).toEqual([true, false, true, true]);
    expect(await stores.files.find('b')).toBeUndefined();
    expect(await stores.files.total('ann')).toBe(1000);
  },

  'keeps the quota when many are added at once': async (stores) => {
    await people(stores);
    const many = Array.from({ length: 20 }, (_, n) => uploaded(`file-${n}`, 'ann'));
    const added = await Promise.all(many.map((file) => stores.files.add(file, QUOTA)));
    expect(added.filter(Boolean)).toHaveLength(10);
  },

  'counts the bytes of each user': async (stores) => {
    await people(stores);
    await stores.files.add(uploaded('a', 'ann', { size: 1 }), QUOTA);
    await stores.files.add(uploaded('b', 'ann', { size: 2 }), QUOTA);
    await stores.files.add(uploaded('c', 'bob', { size: 4 }), QUOTA);
    expect(await stores.files.total('ann')).toBe(3);
    expect(await stores.files.total('nobody')).toBe(0);
  },

  'drops a file that was not sent, and what it took of the quota': async (stores) => {
    await people(stores);
    await stores.files.add(uploaded('a', 'ann'), QUOTA);
    await stores.files.add(uploaded('b', 'ann'), QUOTA);
    await stores.files.drop('a');
    await stores.files.drop('a');
    expect(await stores.files.find('a')).toBeUndefined();
    expect(await stores.files.find('b')).toBeDefined();
    expect(await stores.files.total('ann')).toBe(100);
  },

  'drops what was uploaded before, and nothing younger': async (stores) => {
    await people(stores);
    await stores.files.add(uploaded('old', 'ann', { at: AT - 1 }), QUOTA);
    await stores.files.add(uploaded('young', 'ann', { at: AT }), QUOTA);
    await stores.files.dropUnsent(AT);
    expect(await stores.files.find('old')).toBeUndefined();
    expect(await stores.files.find('young')).toBeDefined();
  },

  'tells which digests no file has, as itself or as its preview': async (stores) => {
    await people(stores);
    await stores.files.add(uploaded('a', 'ann', { digest: 'd1', preview: 'd2' }), QUOTA);
    await stores.files.add(uploaded('b', 'ann', { digest: 'd1' }), QUOTA);
    expect(await stores.files.unused(['d1', 'd2', 'd3', 'd4'])).toEqual(['d3', 'd4']);
    await stores.files.drop('a');
    expect(await stores.files.unused(['d1', 'd2'])).toEqual(['d2']);
    await stores.files.drop('b');
    expect(await stores.files.unused(['d1', 'd2'])).toEqual(['d1', 'd2']);
    expect(await stores.files.unused([])).toEqual([]);
  },

  'makes files part of the message that they are sent with': async (stores) => {
    await people(stores);
    const a = uploaded('a', 'ann', { type: 'image/png', width: 2, height: 1, preview: 'small a' });
    await stores.files.add(a, QUOTA);
    await stores.files.add(uploaded('b', 'ann'), QUOTA);
    await stores.files.add(uploaded('c', 'ann'), QUOTA);
    expect(await send(stores, ann, 'with', 'a', 'b')).toMatchObject({ status: 'appended', seq: 1 });

    const { entries } = (await stores.log.after('tea', 0, 10))!;
    const told = [a, uploaded('b', 'ann')].map(attachment);
    expect(messageOf(entries[0]!).attachments).toEqual(told);
    expect(messageOf((await stores.log.window('tea', { limit: 1 }))!.entries[0]!).attachments).toEqual(told);
    const rooms = await stores.directory.mine('ann');
    expect(rooms.find(({ room }) => room.id === 'tea')?.last?.attachments).toEqual(told);
    expect(await stores.files.find('a')).toEqual({ ...a, seq: 1 });
    expect(await stores.files.find('c')).not.toHaveProperty('seq');
  },

  'lets nothing be sent that the author did not upload to the room, or has sent': async (stores) => {
    await people(stores);
    await stores.files.add(uploaded('elsewhere', 'ann', { room: 'zoo' }), QUOTA);
    await stores.files.add(uploaded('another', 'bob'), QUOTA);
    await stores.files.add(uploaded('once', 'ann'), QUOTA);
    await stores.files.add(uploaded('free', 'ann'), QUOTA);
    await send(stores, ann, 'first', 'once');
    for (const id of ['elsewhere', 'another', 'once', 'nothing']) {
      expect(await send(stores, ann, `with ${id}`, 'free', id)).toEqual({ status: 'stale' });
    }
    expect(await stores.log.window('tea', { limit: 0 })).toMatchObject({ head: 1 });
    expect(await stores.files.find('free')).not.toHaveProperty('seq');
  },

  'answers a repeat of what was sent with files as at first': async (stores) => {
    await people(stores);
    await stores.files.add(uploaded('a', 'ann'), QUOTA);
    await send(stores, ann, 'with', 'a');
    expect(await send(stores, ann, 'with', 'a')).toMatchObject({ status: 'duplicate', seq: 1 });
  },

  'neither drops nor lets go of what was sent': async (stores) => {
    await people(stores);
    await stores.files.add(uploaded('a', 'ann'), QUOTA);
    await send(stores, ann, 'with', 'a');
    await stores.files.drop('a');
    await stores.files.dropUnsent(AT + 1);
    expect(await stores.files.find('a')).toMatchObject({ seq: 1 });
  },

  'forgets the files of a message that is recalled, and what they took of the quota': async (stores) => {
    await people(stores);
    await stores.files.add(uploaded('a', 'ann'), QUOTA);
    await stores.files.add(uploaded('b', 'ann'), QUOTA);
    await send(stores, ann, 'with a', 'a');
    await send(stores, ann, 'with b', 'b');
    expect(await recall(stores, ann, 1)).toMatchObject({ status: 'appended' });
    expect(await stores.files.find('a')).toBeUndefined();
    expect(await stores.files.find('b')).toBeDefined();
    expect(await stores.files.total('ann')).toBe(100);
    expect(await stores.files.unused(['digest of a', 'digest of b'])).toEqual(['digest of a']);
    const [first] = (await stores.log.after('tea', 0, 1))!.entries;
    expect(messageOf(first!)).not.toHaveProperty('attachments');
  },
};
