import type { Notice } from '../../src/application/ports/event-bus.js';
import {
  NO_MEMBER,
  newcomer,
  type AppendChange,
  type Appended,
} from '../../src/application/ports/room-log.js';
import type { Alteration, Entry, NewMessage } from '../../src/domain/entry.js';
import { PIN_LIMIT, REACTION_LIMIT, type Message } from '../../src/domain/message.js';
import { Room } from '../../src/domain/room.js';
import { User } from '../../src/domain/user.js';
import type { Contract } from '../support/contract.js';
import { messageOf } from '../support/message-of.js';
import {
  ALL,
  ann,
  AT,
  bob,
  calm,
  cem,
  epochOf,
  hear,
  said,
  say,
  seat,
  type Stores,
  tea,
  zoo,
} from './stores.js';

const LATER = AT + 1000;

const nameOf = ({ id, nickname }: User) => ({ id, nickname });

const edited = (text: string, ...mentions: string[]): Alteration => ({
  ...{ type: 'edited', text },
  ...(mentions.length > 0 && { mentions }),
});
const reacted = (emoji: string, on = true): Alteration => ({ type: 'reacted', emoji, on });

/** What someone makes of a message, with a guard that holds unless told otherwise. */
async function change(
  { rooms, memberships, log }: Stores,
  by: User,
  target: number,
  what: Alteration,
  { room = 'tea', ...more }: Partial<AppendChange> = {},
): Promise<Appended> {
  const [found, member] = await Promise.all([rooms.find(room), memberships.find(room, by.id)]);
  const guard = { room: found?.version ?? 0, member: member?.version ?? NO_MEMBER };
  const entry = { type: 'message.changed', at: LATER, by: nameOf(by), target, change: what } as const;
  return log.append({ room, guard, entry, rev: undefined, ...more });
}

/** What else than a text the message has. */
async function sayMore(
  { rooms, memberships, log }: Stores,
  by: User,
  id: string,
  more: Partial<NewMessage['message']>,
): Promise<Appended> {
  const [found, member] = await Promise.all([rooms.find('tea'), memberships.find('tea', by.id)]);
  const entry = said(by, id);
  const guard = { room: found!.version, member: member!.version };
  return log.append({
    ...{ room: 'tea', guard, digest: id },
    entry: { ...entry, message: { ...entry.message, ...more } },
  });
}

/** The messages of the room, as the timeline has them. */
async function messages({ log }: Stores, reader?: string, room = 'tea'): Promise<Message[]> {
  const { entries } = (await log.window(room, { limit: ALL, reader }))!;
  return entries.flatMap((entry) => (entry.type === 'message.sent' ? [entry.message] : []));
}

const all = async ({ log }: Stores, reader?: string): Promise<readonly Entry[]> =>
  (await log.after('tea', 0, ALL, reader))!.entries;

/** Ann and Bob in a room in which Ann has said a. */
async function begun(stores: Stores): Promise<void> {
  await seat(stores, tea, ann, bob);
  await say(stores, 'tea', ann, 'a', 'First words', 'bob');
}

/** A private room whose newcomers see nothing of what was, with one of them. */
async function secretive(stores: Stores): Promise<void> {
  const den = Room.open('tea', 'Den', '', 'private');
  await seat(stores, den, ann);
  await stores.users.add(bob);
  await say(stores, 'tea', ann, 'a', 'First words');
  await say(stores, 'tea', ann, 'b');
  const member = (await stores.memberships.find('tea', 'ann'))!.version;
  await stores.log.append({
    room: 'tea',
    guard: { room: den.version, member },
    entry: { type: 'member.changed', at: AT, by: nameOf(ann), member: nameOf(bob), change: 'added' },
    seats: [newcomer('bob', den)],
  });
  await say(stores, 'tea', ann, 'c');
}

export const changesContract: Contract<Stores> = {
  'numbers a change as the next entry, and keeps it': async (stores) => {
    await begun(stores);
    const epoch = await epochOf(stores, 'tea');
    const answer = await change(stores, ann, 1, edited('Other words'));
    expect(answer).toMatchObject({ status: 'appended', epoch, seq: 2, at: LATER });
    await say(stores, 'tea', bob, 'b');
    const { head, entries } = (await stores.log.after('tea', 0, ALL, 'bob'))!;
    expect([head, entries.map(({ seq }) => seq)]).toEqual([3, [1, 2, 3]]);
    const [message] = await messages(stores, 'bob');
    expect(entries[1]).toEqual({
      ...{ seq: 2, at: LATER, type: 'message.changed', by: 'ann', actor: nameOf(ann) },
      ...{ change: { type: 'edited' }, target: 1, message },
    });
  },

  'reads a message as it became, wherever it is read': async (stores) => {
    await begun(stores);
    await change(stores, ann, 1, edited('Other words'));
    await change(stores, ann, 1, edited('Last words'));
    const texts = (await all(stores)).map((entry) => messageOf(entry).text);
    expect(texts).toEqual(['Last words', 'Last words', 'Last words']);
    expect(await messages(stores)).toMatchObject([{ rev: 3, text: 'Last words', editedAt: LATER }]);
    expect((await stores.directory.mine('bob'))[0]!.last).toMatchObject({ rev: 3, text: 'Last words' });
  },

  'leaves changes out of the timeline': async (stores) => {
    await begun(stores);
    for (const emoji of ['👍', '🎉']) await change(stores, bob, 1, reacted(emoji));
    await say(stores, 'tea', bob, 'b');
    await change(stores, ann, 1, edited('Other words'));
    const seqs = async (window: object) => {
      const { entries, newest, head } = (await stores.log.window('tea', { limit: 9, ...window }))!;
      return [entries.map(({ seq }) => seq), newest, head];
    };
    expect(await seqs({})).toEqual([[1, 4], 4, 5]);
    expect(await seqs({ limit: 1 })).toEqual([[4], 4, 5]);
    expect(await seqs({ before: 4, limit: 1 })).toEqual([[1], 4, 5]);
    expect(await seqs({ after: 1, limit: 1 })).toEqual([[4], 4, 5]);
    expect(await seqs({ around: 2, limit: 2 })).toEqual([[1, 4], 4, 5]);
    expect((await stores.log.notices('tea', { limit: 9 }))!.entries).toEqual([]);
  },

  'reads changes among what follows a seq, up to the limit': async (stores) => {
    await begun(stores);
    await change(stores, bob, 1, reacted('👍'));
    await say(stores, 'tea', bob, 'b');
    await change(stores, ann, 1, edited('Other words'));
    const after = async (seq: number, limit: number) =>
      (await stores.log.after('tea', seq, limit))!.entries.map((entry) => [entry.seq, entry.type]);
    expect(await after(0, 2)).toEqual([
      [1, 'message.sent'],
      [2, 'message.changed'],
    ]);
    expect(await after(2, 1)).toEqual([[3, 'message.sent']]);
    expect(await after(3, 9)).toEqual([[4, 'message.changed']]);
  },

  'writes no change on a guard that no longer holds': async (stores) => {
    await begun(stores);
    await say(stores, 'tea', bob, 'b');
    const { version } = (await stores.memberships.find('tea', 'ann'))!;
    const guards = [
      { room: tea.version + 1, member: version },
      { room: tea.version, member: version + 1 },
    ];
    for (const guard of guards)
      expect(await change(stores, ann, 1, edited('No'), { guard })).toEqual({ status: 'stale' });
    expect(await change(stores, ann, 1, edited('No'), { rev: 2 })).toEqual({ status: 'stale' });
    expect(await change(stores, ann, 3, edited('No'))).toEqual({ status: 'stale' });
    expect(await change(stores, ann, 1, edited('No'), { room: 'nowhere' })).toEqual({ status: 'stale' });
    expect(await all(stores)).toHaveLength(2);
    expect(await change(stores, ann, 1, edited('Yes'), { rev: 1 })).toMatchObject({ seq: 3 });
    expect(await change(stores, ann, 1, edited('No'), { rev: 1 })).toEqual({ status: 'stale' });
    expect(await change(stores, ann, 2, edited('Yes'), { rev: 2 })).toMatchObject({ seq: 4 });
  },

  'writes changes of someone who is no member': async (stores) => {
    await begun(stores);
    await stores.users.add(cem);
    expect(await change(stores, cem, 1, { type: 'recalled' })).toMatchObject({ status: 'appended', seq: 2 });
    expect(await messages(stores)).toMatchObject([{ recalledBy: nameOf(cem) }]);
  },

  'announces a change with the message': async (stores) => {
    await begun(stores);
    await calm(stores, 'tea');
    const heard = hear(stores.bus, 1);
    await change(stores, bob, 1, reacted('👍'));
    const epoch = await epochOf(stores, 'tea');
    const [message] = await messages(stores);
    expect(message).toMatchObject({ text: 'First words', reactions: [{ emoji: '👍' }] });
    const entry = { seq: 2, at: LATER, type: 'message.changed', by: 'bob', actor: nameOf(bob) };
    expect(await heard).toEqual([
      {
        ...{ type: 'entries', room: 'tea', epoch },
        entries: [{ ...entry, change: reacted('👍'), target: 1, message }],
      },
    ]);
  },

  'keeps what a message said before its edits': async (stores) => {
    await begun(stores);
    await say(stores, 'tea', ann, 'b');
    expect(await stores.log.versions('tea', 1, ALL)).toEqual([]);
    await change(stores, ann, 1, edited('Other words'));
    await change(stores, ann, 1, edited('Last words'));
    const [first, second] = [
      { text: 'First words', at: AT },
      { text: 'Other words', at: LATER },
    ];
    expect(await stores.log.versions('tea', 1, ALL)).toEqual([first, second]);
    expect(await stores.log.versions('tea', 1, 1)).toEqual([second]);
    expect(await stores.log.versions('tea', 2, ALL)).toEqual([]);
    expect(await stores.log.versions('nowhere', 1, ALL)).toEqual([]);
  },

  'counts whom an edit mentions, and no more whom it does not': async (stores) => {
    await seat(stores, tea, ann, bob, cem);
    await say(stores, 'tea', ann, 'a', 'First words', 'bob');
    const mentions = async (user: string) => (await stores.directory.mine(user))[0]!.reading!.mentions;
    await change(stores, ann, 1, edited('Other words', 'cem', 'ann'));
    expect([await mentions('ann'), await mentions('bob'), await mentions('cem')]).toEqual([0, 0, 1]);
    expect(await messages(stores)).toMatchObject([{ mentions: ['cem', 'ann'] }]);
    await change(stores, ann, 1, edited('Last words'));
    expect(await mentions('cem')).toBe(0);
    expect((await messages(stores))[0]).not.toHaveProperty('mentions');
  },

  'keeps of a recalled message nothing that it said': async (stores) => {
    await begun(stores);
    await sayMore(stores, ann, 'b', { replyTo: 1, mentions: ['bob'], everyone: true });
    await change(stores, ann, 2, edited('Second words', 'bob'));
    await change(stores, bob, 2, reacted('👍'));
    await change(stores, ann, 2, { type: 'pinned' });
    const recalled = await change(stores, bob, 2, { type: 'recalled' });
    expect(recalled).toMatchObject({ status: 'appended', seq: 6 });
    const left = {
      ...{ seq: 2, rev: 6, id: 'b', author: nameOf(ann), text: '', sentAt: AT },
      ...{ recalledAt: LATER, recalledBy: nameOf(bob) },
    };
    expect((await messages(stores))[1]).toStrictEqual(left);
    expect(messageOf((await all(stores)).at(-1)!)).toStrictEqual(left);
    expect((await stores.directory.mine('bob'))[0]!.last).toStrictEqual(left);
    expect(await stores.log.versions('tea', 2, ALL)).toEqual([]);
    expect((await stores.log.pins('tea', {}))!.messages).toEqual([]);
    expect(JSON.stringify(await all(stores))).not.toMatch(/Second words|b by Ann/);
  },

  'changes nothing more about a recalled message': async (stores) => {
    await begun(stores);
    await change(stores, ann, 1, { type: 'recalled' });
    for (const what of [edited('No'), reacted('👍'), { type: 'pinned' }, { type: 'recalled' }] as const)
      expect(await change(stores, ann, 1, what)).toEqual({ status: 'stale' });
    expect(await all(stores)).toHaveLength(2);
  },

  'counts no recalled message as unread': async (stores) => {
    await begun(stores);
    await say(stores, 'tea', ann, 'b', 'Second words', 'bob');
    await say(stores, 'tea', ann, 'c');
    await change(stores, ann, 1, { type: 'recalled' });
    const [room] = await stores.directory.mine('bob');
    expect(room!.reading).toMatchObject({ unread: 2, mentions: 1, firstUnread: 2 });
    const epoch = await epochOf(stores, 'tea');
    await change(stores, ann, 2, { type: 'recalled' });
    expect(await stores.memberships.mark('tea', 'bob', epoch, 0)).toMatchObject({ unread: 1, mentions: 0 });
  },

  'answers a repeat of what was recalled, whatever it says': async (stores) => {
    await begun(stores);
    const first = await say(stores, 'tea', ann, 'b', 'Second words');
    await change(stores, ann, 2, edited('Other words'));
    expect(await say(stores, 'tea', ann, 'b', 'Other words')).toEqual({ status: 'id_reused' });
    await change(stores, ann, 2, { type: 'recalled' });
    expect(await say(stores, 'tea', ann, 'b', 'Anything')).toEqual({ ...first, status: 'duplicate' });
  },

  'counts a message for everyone as a mention of all others': async (stores) => {
    await seat(stores, tea, ann, bob, cem);
    await sayMore(stores, ann, 'a', { everyone: true, mentions: ['bob'] });
    const counted = async (user: string) => {
      const { reading } = (await stores.directory.mine(user))[0]!;
      return [reading!.unread, reading!.mentions];
    };
    expect([await counted('ann'), await counted('bob'), await counted('cem')]).toEqual([
      [0, 0],
      [1, 1],
      [1, 1],
    ]);
    expect(await messages(stores)).toMatchObject([{ everyone: true, mentions: ['bob'] }]);
    await change(stores, ann, 1, edited('Other words', 'bob'));
    expect(await counted('bob')).toEqual([1, 1]);
  },

  'reads what a message answers as that became': async (stores) => {
    await begun(stores);
    await say(stores, 'tea', bob, 'long', '😀'.repeat(101));
    await calm(stores, 'tea');
    const heard = hear(stores.bus, 1);
    await sayMore(stores, bob, 'b', { replyTo: 1 });
    await sayMore(stores, ann, 'c', { replyTo: 2 });
    const replies = async () => (await messages(stores)).slice(2).map(({ replyTo }) => replyTo);
    const quote = { seq: 1, author: nameOf(ann), text: 'First words' };
    expect(await replies()).toStrictEqual([quote, { seq: 2, author: nameOf(bob), text: '😀'.repeat(100) }]);
    const [notice] = await heard;
    expect(notice).toMatchObject({ entries: [{ seq: 3, message: { id: 'b', replyTo: quote } }] });
    await change(stores, ann, 1, edited('Other words'));
    expect(await replies()).toMatchObject([{ text: 'Other words' }, {}]);
    await stores.users.update('ann', { nickname: 'Anna' });
    await change(stores, ann, 1, { type: 'recalled' });
    const author = { id: 'ann', nickname: 'Anna' };
    expect((await replies())[0]).toStrictEqual({ seq: 1, author, text: '', recalled: true });
    expect((await all(stores)).map((entry) => messageOf(entry).replyTo?.text)).toContain('');
  },

  'keeps where the words of a message come from': async (stores) => {
    await begun(stores);
    const forwarded = { author: 'Cem', sentAt: AT - 1 };
    await sayMore(stores, ann, 'b', { forwarded });
    expect((await messages(stores)).map((message) => message.forwarded)).toEqual([undefined, forwarded]);
  },

  'keeps reactions as sets, in the order in which they came': async (stores) => {
    await begun(stores);
    await change(stores, bob, 1, reacted('👍'));
    await change(stores, bob, 1, reacted('🎉'));
    await change(stores, ann, 1, reacted('👍'));
    const reactions = async (reader?: string) => (await messages(stores, reader))[0]!.reactions;
    expect(await reactions()).toStrictEqual([
      { emoji: '👍', count: 2, by: ['bob', 'ann'] },
      { emoji: '🎉', count: 1, by: ['bob'] },
    ]);
    expect(await reactions('ann')).toStrictEqual([
      { emoji: '👍', count: 2, by: ['bob', 'ann'], mine: true },
      { emoji: '🎉', count: 1, by: ['bob'] },
    ]);
    expect(messageOf((await all(stores, 'ann')).at(-1)!).reactions).toEqual(await reactions('ann'));
    await change(stores, bob, 1, reacted('👍', false));
    await change(stores, bob, 1, reacted('🎉', false));
    expect(await reactions()).toStrictEqual([{ emoji: '👍', count: 1, by: ['ann'] }]);
    await change(stores, ann, 1, reacted('👍', false));
    expect(await reactions()).toBeUndefined();
  },

  'appends nothing for a reaction that is so already': async (stores) => {
    await begun(stores);
    const epoch = await epochOf(stores, 'tea');
    expect(await change(stores, bob, 1, reacted('👍', false))).toEqual({
      status: 'unchanged',
      epoch,
      seq: 1,
    });
    await change(stores, bob, 1, reacted('👍'));
    expect(await change(stores, bob, 1, reacted('👍'))).toEqual({ status: 'unchanged', epoch, seq: 2 });
    expect(await all(stores)).toHaveLength(2);
    expect(await messages(stores)).toMatchObject([{ rev: 2, reactions: [{ count: 1 }] }]);
  },

  'takes reactions and other changes that come at once': async (stores) => {
    await begun(stores);
    const people = Array.from({ length: 20 }, (_, n) => User.guest(`u${n}`, `U${n}`));
    await seat(stores, tea, ...people);
    const answers = await Promise.all([
      ...people.map((user) => change(stores, user, 1, reacted('👍'))),
      change(stores, ann, 1, edited('Other words')),
    ]);
    expect(answers.every(({ status }) => status === 'appended')).toBe(true);
    expect(await messages(stores)).toMatchObject([
      { rev: 22, text: 'Other words', reactions: [{ count: 20 }] },
    ]);
  },

  'names the first who reacted, and counts all': async (stores) => {
    await begun(stores);
    const people = Array.from({ length: REACTION_LIMIT.named + 2 }, (_, n) => User.guest(`u${n}`, `U${n}`));
    await seat(stores, tea, ...people);
    for (const user of people) await change(stores, user, 1, reacted('👍'));
    const last = people.at(-1)!.id;
    const [reaction] = (await messages(stores, last))[0]!.reactions!;
    const named = people.slice(0, REACTION_LIMIT.named).map(({ id }) => id);
    expect(reaction).toEqual({ emoji: '👍', count: people.length, by: named, mine: true });
  },

  'takes so many kinds of reactions, and no more': async (stores) => {
    await begun(stores);
    for (let n = 0; n < REACTION_LIMIT.kinds; n += 1) await change(stores, ann, 1, reacted(`${n}`));
    expect(await change(stores, bob, 1, reacted('👍'))).toEqual({ status: 'full' });
    expect(await change(stores, bob, 1, reacted('0'))).toMatchObject({ status: 'appended' });
    await change(stores, ann, 1, reacted('1', false));
    expect(await change(stores, bob, 1, reacted('👍'))).toMatchObject({ status: 'appended' });
  },

  'shows the messages that are pinned, the last pinned first': async (stores) => {
    await begun(stores);
    for (const id of ['b', 'c']) await say(stores, 'tea', ann, id);
    await seat(stores, zoo, ann);
    for (const seq of [2, 3, 1]) await change(stores, bob, seq, { type: 'pinned' });
    const pins = async (reading: object = {}) => {
      const { epoch, messages: pinned } = (await stores.log.pins('tea', reading))!;
      return [epoch === (await epochOf(stores, 'tea')), pinned.map(({ seq }) => seq)];
    };
    expect(await pins()).toEqual([true, [1, 3, 2]]);
    expect(await pins({ beyond: 1 })).toEqual([true, [3, 2]]);
    expect((await messages(stores))[0]).toMatchObject({ pinnedAt: LATER, pinnedBy: nameOf(bob) });
    await change(stores, bob, 1, reacted('👍'));
    const { messages: pinned } = (await stores.log.pins('tea', { reader: 'bob' }))!;
    expect(pinned[0]!.reactions).toMatchObject([{ mine: true }]);
    await change(stores, ann, 3, { type: 'unpinned' });
    expect(await pins()).toEqual([true, [1, 2]]);
    expect((await messages(stores))[2]).not.toHaveProperty('pinnedAt');
    expect((await messages(stores))[2]).not.toHaveProperty('pinnedBy');
    expect((await stores.log.pins('zoo', {}))!.messages).toEqual([]);
    expect(await stores.log.pins('nowhere', {})).toBeUndefined();
  },

  'pins so many messages in a room, and no more': async (stores) => {
    await seat(stores, tea, ann);
    for (let n = 1; n <= PIN_LIMIT + 1; n += 1) await say(stores, 'tea', ann, `m${n}`);
    for (let n = 1; n <= PIN_LIMIT; n += 1) await change(stores, ann, n, { type: 'pinned' });
    expect(await change(stores, ann, PIN_LIMIT + 1, { type: 'pinned' })).toEqual({ status: 'full' });
    await change(stores, ann, 1, { type: 'unpinned' });
    expect(await change(stores, ann, PIN_LIMIT + 1, { type: 'pinned' })).toMatchObject({
      status: 'appended',
    });
  },

  'finds what someone sent since, the newest': async (stores) => {
    await begun(stores);
    for (const id of ['b', 'c', 'd']) await say(stores, 'tea', ann, id);
    await say(stores, 'tea', bob, 'e');
    await change(stores, ann, 3, { type: 'recalled' });
    const epoch = await epochOf(stores, 'tea');
    const sent = (since: number, limit: number) => stores.log.sentBy('tea', 'ann', since, limit);
    expect(await sent(AT, ALL)).toEqual({ epoch, seqs: [1, 2, 4] });
    expect(await sent(AT, 2)).toEqual({ epoch, seqs: [2, 4] });
    expect(await sent(AT + 1, ALL)).toEqual({ epoch, seqs: [] });
    expect(await stores.log.sentBy('nowhere', 'ann', 0, ALL)).toBeUndefined();
  },

  'tells of what some member may not see that it changed, and no word of it': async (stores) => {
    await secretive(stores);
    await calm(stores, 'tea');
    const heard: Notice[] = [];
    stores.bus.subscribe((notice) => heard.push(notice));
    const ends = hear(stores.bus, 3);
    await change(stores, ann, 1, edited('Secret words'));
    await change(stores, ann, 4, edited('Other words'));
    await change(stores, ann, 2, { type: 'recalled' });
    await ends;
    const told = heard.flatMap((notice) => (notice.type === 'entries' ? notice.entries : []));
    expect(told.map((entry) => 'message' in entry && entry.message?.text)).toEqual([
      false,
      'Other words',
      '',
    ]);
    expect(told[0]).toMatchObject({ seq: 5, target: 1 });
    const read = (await all(stores)).slice(4);
    expect(read).toEqual(told);
    const own = (await all(stores, 'ann')).slice(4);
    expect(own.map((entry) => messageOf(entry).text)).toEqual(['Secret words', 'Other words', '']);
  },
};
