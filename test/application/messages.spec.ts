import { limits } from '../../src/application/limits.js';
import type { Caller } from '../../src/application/use-cases/caller.js';
import type { Alteration, MessageChanged } from '../../src/domain/entry.js';
import { LOBBY, type RoomId } from '../../src/domain/room.js';
import { memoryWorld, POLICY, type World } from '../support/memory-world.js';

/** Ann's room, in which Ben and Cem are, and Ben has said something. */
async function tearoom(options?: { limited: boolean }) {
  const world = await memoryWorld(undefined, options);
  const [ann, ben, cem] = [await world.guest('Ann'), await world.guest('Ben'), await world.guest('Cem')];
  const { id } = await world.room(ann, 'Tea');
  for (const caller of [ben, cem]) await world.joinRoom.execute({ caller, room: id });
  const { epoch, seq } = await world.say(ben, 'First words', id);
  return { ...world, ann, ben, cem, tea: id, epoch, seq, ...doing(world, { room: id, epoch, seq }) };
}

type Address = { room: RoomId; epoch: string; seq: number };

/** What someone makes of a message, of Ben's unless told otherwise. */
const doing = (world: World, message: Address) => ({
  edit: (caller: Caller, text: string, more: Partial<Address> & { mentions?: string[] } = {}) =>
    world.editMessage.execute({ caller, ...message, text, ...more }),
  recall: (caller: Caller, more: Partial<Address> = {}) =>
    world.recallMessage.execute({ caller, ...message, ...more }),
  react: (caller: Caller, emoji = '👍', on = true, more: Partial<Address> = {}) =>
    world.reactToMessage.execute({ caller, ...message, emoji, on, ...more }),
  pin: (caller: Caller, on = true, more: Partial<Address> = {}) =>
    world.pinMessage.execute({ caller, ...message, on, ...more }),
  versions: (caller: Caller, more: Partial<Address> = {}) =>
    world.readVersions.execute({ caller, ...message, ...more }),
  forward: (caller: Caller, room: RoomId, id = 'forward') =>
    world.forwardMessage.execute({ caller, room, id, from: message }),
  /** The message as the caller reads it now. */
  read: async (caller: Caller) => {
    const { entries } = await world.readHistory.execute({ caller, room: message.room, around: message.seq });
    const entry = entries.find(({ seq }) => seq === message.seq);
    return entry?.type === 'message.sent' ? entry.message : undefined;
  },
});

const code = (expected: string) => expect.objectContaining({ code: expected });

describe('EditMessage', () => {
  it('gives one’s own message other words, and tells the room', async () => {
    const { ann, ben, connect, edit, read, turn, clock, versions } = await tearoom();
    const ear = await connect(ann);
    expect(await edit(ben, 'Other words')).toMatchObject({ seq: 2 });
    await turn();
    expect(await read(ann)).toMatchObject({ text: 'Other words', rev: 2, editedAt: clock.now() });
    const heard = ear.runs.flatMap(({ entries }) => entries) as MessageChanged[];
    expect(heard).toMatchObject([
      { type: 'message.changed', change: { type: 'edited' }, target: 1, message: { text: 'Other words' } },
    ]);
    expect(await versions(ann)).toMatchObject([{ text: 'First words' }]);
  });

  it('writes nothing for the same words', async () => {
    const { ben, edit, epoch } = await tearoom();
    expect(await edit(ben, 'First words')).toEqual({ epoch, seq: 1 });
  });

  it('takes the rules for saying, and leaves the words of others alone', async () => {
    const { ann, ben, edit, muteMember, tea, updateRoom, recall } = await tearoom();
    await expect(edit(ann, 'Hers')).rejects.toEqual(code('message.not_allowed'));
    await expect(edit(ben, ' ')).rejects.toEqual(code('message.blank'));
    await expect(edit(ben, 'Hi', { mentions: ['nobody'] })).rejects.toEqual(code('message.mention_unknown'));
    await expect(edit(ben, 'Hi', { epoch: 'other' })).rejects.toEqual(code('room.epoch_changed'));
    await expect(edit(ben, 'Hi', { seq: 9 })).rejects.toEqual(code('message.not_found'));
    await updateRoom.execute({ caller: ann, room: tea, muted: true });
    await expect(edit(ben, 'Hi')).rejects.toEqual(code('room.muted'));
    await updateRoom.execute({ caller: ann, room: tea, muted: false });
    await muteMember.execute({ caller: ann, room: tea, user: ben.user.id, seconds: 60 });
    await expect(edit(ben, 'Hi')).rejects.toEqual(code('member.muted'));
    await muteMember.execute({ caller: ann, room: tea, user: ben.user.id, seconds: 0 });
    await recall(ben);
    await expect(edit(ben, 'Hi')).rejects.toEqual(code('message.recalled'));
  });

  it('is decided anew where something else became of the message meanwhile', async () => {
    const { ben, cem, edit, react, read } = await tearoom();
    await Promise.all([edit(ben, 'Other words'), react(cem), react(ben, '🎉')]);
    expect(await read(cem)).toMatchObject({
      text: 'Other words',
      reactions: expect.arrayContaining([
        { emoji: '👍', count: 1, by: [cem.user.id], mine: true },
        { emoji: '🎉', count: 1, by: [ben.user.id] },
      ]) as unknown,
    });
  });
});

describe('RecallMessage', () => {
  it('takes back one’s own for as long as the policy says', async () => {
    const { ben, recall, clock, read } = await tearoom();
    await clock.advance(POLICY.recallSeconds * 1000);
    await recall(ben);
    expect(await read(ben)).toMatchObject({ text: '', recalledBy: { nickname: 'Ben' } });
  });

  it('comes too late after that, but not for who runs the room', async () => {
    const { ann, ben, cem, recall, clock, read } = await tearoom();
    await clock.advance(POLICY.recallSeconds * 1000 + 1);
    await expect(recall(ben)).rejects.toEqual(code('message.recall_over'));
    await expect(recall(cem)).rejects.toEqual(code('message.not_allowed'));
    await recall(ann);
    expect(await read(ben)).toMatchObject({ text: '', recalledBy: { nickname: 'Ann' } });
  });

  it('takes back whatever is in one’s notes', async () => {
    const { ben, openDirect, say, recallMessage, clock } = await tearoom();
    const { id: room } = await openDirect.execute({ caller: ben, users: [] });
    const { epoch, seq } = await say(ben, 'Mine', room);
    await clock.advance(POLICY.recallSeconds * 2000);
    expect(await recallMessage.execute({ caller: ben, room, epoch, seq })).toMatchObject({ seq: 2 });
  });

  it('is safe to repeat', async () => {
    const { ben, recall, clock, epoch } = await tearoom();
    await recall(ben);
    await clock.advance(POLICY.recallSeconds * 2000);
    expect(await recall(ben)).toEqual({ epoch, seq: 2 });
  });
});

describe('RecallRecent', () => {
  it('takes back all that someone said of late, member or not, and nothing else', async () => {
    const { ann, ben, cem, tea, say, clock, recallRecent, leaveRoom, readHistory } = await tearoom();
    await clock.advance(61_000);
    for (const text of ['Buy!', 'Buy more!']) await say(ben, text, tea);
    await say(cem, 'No', tea);
    await leaveRoom.execute({ caller: ben, room: tea });
    const input = { room: tea, user: ben.user.id, seconds: 60 };
    await expect(recallRecent.execute({ caller: cem, ...input })).rejects.toEqual(code('room.not_allowed'));
    expect(await recallRecent.execute({ caller: ann, ...input })).toBe(2);
    expect(await recallRecent.execute({ caller: ann, ...input })).toBe(0);
    const { entries } = await readHistory.execute({ caller: cem, room: tea });
    expect(entries.map((entry) => entry.type === 'message.sent' && entry.message.text)).toEqual([
      'First words',
      '',
      '',
      'No',
    ]);
  });
});

describe('ReactToMessage', () => {
  it('is open to readers of an announcement room', async () => {
    const { ann, ben, createRoom, joinRoom, say, reactToMessage } = await tearoom();
    const { id: room } = await createRoom.execute({
      ...{ caller: ann, id: 'news', name: 'News' },
      kind: 'announcement',
    });
    await joinRoom.execute({ caller: ben, room });
    const { epoch, seq } = await say(ann, 'News', room);
    const reaction = { caller: ben, room, epoch, seq, emoji: '👍', on: true };
    expect(await reactToMessage.execute(reaction)).toMatchObject({ seq: 2 });
    expect(await reactToMessage.execute(reaction)).toEqual({ epoch, seq: 2 });
  });

  it.each(['x', '', '👍👍', '👍 ', '<b>', '👍'.repeat(1000)])('takes no reaction %j', async (emoji) => {
    const { ben, react } = await tearoom();
    await expect(react(ben, emoji)).rejects.toEqual(code('message.reaction_invalid'));
  });

  it.each(['👍', '❤️', '👩‍👩‍👧‍👦', '🇨🇳', '1️⃣', '👍🏿'])('takes %s', async (emoji) => {
    const { ben, react } = await tearoom();
    expect(await react(ben, emoji)).toMatchObject({ seq: 2 });
  });

  it('is closed to who is muted, and to who is blocked in a talk of two', async () => {
    const { ann, ben, tea, muteMember, react, openDirect, say, setContact, reactToMessage } = await tearoom();
    await muteMember.execute({ caller: ann, room: tea, user: ben.user.id, seconds: 60 });
    await expect(react(ben)).rejects.toEqual(code('member.muted'));
    const { id: room } = await openDirect.execute({ caller: ann, users: [ben.user.id] });
    const { epoch, seq } = await say(ann, 'Hello', room);
    await setContact.execute({ caller: ann, user: ben.user.id, state: 'blocked' });
    const reaction = { caller: ben, room, epoch, seq, emoji: '👍', on: true };
    await expect(reactToMessage.execute(reaction)).rejects.toEqual(code('user.unavailable'));
  });

  it('is limited', async () => {
    const { ben, react } = await tearoom({ limited: true });
    for (let n = 0; n < limits.changes.burst; n += 1) await react(ben, '👍', n % 2 === 0);
    await expect(react(ben)).rejects.toEqual(code('rate_limited'));
  });
});

describe('PinMessage', () => {
  it('is for who runs the room, and in talks for all', async () => {
    const { ann, ben, tea, pin, seq, listPins, openDirect, say, pinMessage, epoch } = await tearoom();
    await expect(pin(ben)).rejects.toEqual(code('room.not_allowed'));
    await pin(ann);
    expect(await pin(ann)).toEqual({ epoch, seq: 2 });
    expect(await listPins.execute({ caller: ben, room: tea })).toMatchObject({
      messages: [{ seq, pinnedBy: { nickname: 'Ann' } }],
    });
    await pin(ann, false);
    expect(await listPins.execute({ caller: ben, room: tea })).toMatchObject({ messages: [] });
    const { id: room } = await openDirect.execute({ caller: ann, users: [ben.user.id] });
    const said = await say(ann, 'Hello', room);
    await pinMessage.execute({ caller: ben, room, epoch: said.epoch, seq: said.seq, on: true });
    expect((await listPins.execute({ caller: ann, room })).messages).toHaveLength(1);
  });
});

describe('A reply', () => {
  it('quotes a message of the room, as that becomes', async () => {
    const { ann, cem, ben, tea, epoch, seq, sendMessage, recall, readHistory } = await tearoom();
    await sendMessage.execute({ caller: cem, room: tea, id: 'r', text: 'Why?', replyTo: { epoch, seq } });
    const quote = async () => {
      const { entries } = await readHistory.execute({ caller: ann, room: tea });
      const entry = entries.at(-1);
      return entry?.type === 'message.sent' ? entry.message.replyTo : undefined;
    };
    expect(await quote()).toMatchObject({ seq, author: { nickname: 'Ben' }, text: 'First words' });
    await recall(ben);
    expect(await quote()).toMatchObject({ seq, text: '', recalled: true });
  });

  it('is refused where there is no such message to see, and not kept from being repeated', async () => {
    const { ann, cem, tea, epoch, seq, sendMessage, say } = await tearoom();
    const other = await say(ann, 'Elsewhere', LOBBY);
    const reply = (replyTo: { epoch: string; seq: number }) =>
      sendMessage.execute({ caller: cem, room: tea, id: 'r', text: 'Why?', replyTo });
    for (const replyTo of [
      { epoch, seq: 9 },
      { epoch: other.epoch, seq: other.seq },
    ])
      await expect(reply(replyTo)).rejects.toEqual(code('message.reply_unknown'));
    expect(await reply({ epoch, seq })).toMatchObject({ duplicate: false });
    expect(await reply({ epoch, seq })).toMatchObject({ duplicate: true });
    await expect(reply({ epoch, seq: 2 })).rejects.toEqual(code('message.id_reused'));
  });
});

describe('ForwardMessage', () => {
  it('says what somebody said elsewhere, and whose words they are first', async () => {
    const { ann, ben, cem, forward, readHistory, forwardMessage, openDirect, epoch } = await tearoom();
    const first = await forward(cem, LOBBY);
    expect(await forward(cem, LOBBY)).toEqual({ ...first, duplicate: true });
    const { id: room } = await openDirect.execute({ caller: ann, users: [ben.user.id] });
    const from = { room: LOBBY, epoch: first.epoch, seq: first.seq };
    await forwardMessage.execute({ caller: ann, room, id: 'again', from });
    for (const [caller, where] of [[cem, LOBBY] as const, [ben, room] as const]) {
      const { entries } = await readHistory.execute({ caller, room: where });
      expect(entries.at(-1)).toMatchObject({
        message: { text: 'First words', forwarded: { author: 'Ben' } },
      });
    }
    expect(first.epoch).not.toBe(epoch);
  });

  it('takes that the message can be read, and is there', async () => {
    const { ben, cem, forward, recall, leaveRoom, tea, guest, createRoom, say, forwardMessage } =
      await tearoom();
    const eve = await guest('Eve');
    await expect(forward(eve, LOBBY)).rejects.toEqual(code('room.not_member'));
    const { id: room } = await createRoom.execute({ caller: ben, id: 'd', name: 'Den', kind: 'private' });
    const { epoch, seq } = await say(ben, 'Secret', room);
    const from = { room, epoch, seq };
    await expect(forwardMessage.execute({ caller: eve, room: LOBBY, id: 'f', from })).rejects.toEqual(
      code('room.not_found'),
    );
    const first = await forward(cem, LOBBY);
    await recall(ben);
    await expect(forward(cem, LOBBY, 'another')).rejects.toEqual(code('message.recalled'));
    await leaveRoom.execute({ caller: cem, room: tea });
    expect(await forward(cem, LOBBY)).toEqual({ ...first, duplicate: true });
  });
});

describe('A message for everyone', () => {
  it('is for who runs the room to send, and counts as a mention of all others', async () => {
    const { ann, ben, tea, sendMessage, listRooms, openDirect } = await tearoom();
    const call = (caller: Caller, room: RoomId) =>
      sendMessage.execute({ caller, room, id: `for ${room}`, text: 'All!', everyone: true });
    await expect(call(ben, tea)).rejects.toEqual(code('message.everyone_not_allowed'));
    await call(ann, tea);
    const { rooms } = await listRooms.execute({ caller: ben });
    expect(rooms.find(({ room }) => room.id === tea)!.reading).toMatchObject({ unread: 1, mentions: 1 });
    const { id: talk } = await openDirect.execute({ caller: ann, users: [ben.user.id] });
    expect(await call(ben, talk)).toMatchObject({ seq: 1 });
  });
});

describe('A newcomer to a private room that hides its past', () => {
  it('learns that something became of an older message, and not what it says', async () => {
    const { ann, ben, createRoom, addMember, say, editMessage, syncRoom, connect, turn } = await tearoom();
    const { id: room } = await createRoom.execute({ caller: ann, id: 'd', name: 'Den', kind: 'private' });
    const { epoch, seq } = await say(ann, 'Old secret', room);
    const { seq: joined } = await addMember.execute({ caller: ann, room, user: ben.user.id });
    const ear = await connect(ben);
    const change: Alteration = { type: 'edited', text: 'New secret' };
    await editMessage.execute({ caller: ann, room, epoch, seq, text: change.text });
    await turn();
    const told = [{ type: 'message.changed', change: { type: 'edited' }, target: seq }];
    expect(ear.runs.flatMap(({ entries }) => entries)).toMatchObject(told);
    const synced = await syncRoom.execute({ caller: ben, room, epoch, after: joined });
    expect(synced).toMatchObject({ complete: true, entries: told });
    expect(JSON.stringify([ear.runs, synced])).not.toContain('secret');
  });
});
