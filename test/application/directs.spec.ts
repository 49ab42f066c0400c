import { limits } from '../../src/application/limits.js';
import type { Caller } from '../../src/application/use-cases/caller.js';
import { LOBBY } from '../../src/domain/room.js';
import type { Directs } from '../../src/domain/user.js';
import { memoryWorld, type World } from '../support/memory-world.js';

const idsOf = (...people: Caller[]) => people.map(({ user }) => user.id);
const unavailable = { code: 'user.unavailable' };

/** Some people, and how one of them opens a talk with others. */
async function people() {
  const world = await memoryWorld();
  const [ann, ben, cem] = [await world.guest('Ann'), await world.guest('Ben'), await world.guest('Cem')];
  const open = (caller: Caller, ...others: Caller[]) =>
    world.openDirect.execute({ caller, users: idsOf(...others) });
  return { ...world, ann, ben, cem, open };
}

/** The user lets only some come near. */
const aloof = ({ ground }: World, { user }: Caller, directs: Directs) =>
  ground.users.update(user.id, { directs });

describe('OpenDirect', () => {
  it('opens one room for the same people, whoever asks, in whatever order and how often', async () => {
    const { ann, ben, cem, open } = await people();
    const talk = await open(ann, ben, cem);
    expect(talk).toMatchObject({ kind: 'direct', name: '' });
    expect(await open(cem, ann, ben, ben, cem)).toEqual(talk);
    expect(await open(ann, ben)).not.toEqual(talk);
  });

  it('opens one room when all of them ask at once', async () => {
    const { ann, ben, open } = await people();
    const rooms = await Promise.all([open(ann, ben), open(ben, ann), open(ann, ben)]);
    expect(new Set(rooms.map(({ id }) => id)).size).toBe(1);
  });

  it('opens notes for one who names nobody else', async () => {
    const { ann, ben, open } = await people();
    const notes = await open(ann);
    expect(notes).toMatchObject({ kind: 'notes', name: '' });
    expect(await open(ann, ann)).toEqual(notes);
    expect(await open(ben)).not.toEqual(notes);
  });

  it('reaches people who never opened the room, on all their devices', async () => {
    const { ann, ben, open, connect, say, turn } = await people();
    const [desk, phone] = [await connect(ben), await connect(ben)];
    const talk = await open(ann, ben);
    await say(ann, 'Are you there?', talk.id);
    await turn();
    expect([desk.texts, phone.texts]).toEqual([['Are you there?'], ['Are you there?']]);
  });

  it('is found, with whom and what was said, by someone who was away', async () => {
    const { ann, ben, open, say, listRooms } = await people();
    const talk = await open(ann, ben);
    await say(ann, 'Call me', talk.id);
    const { rooms } = await listRooms.execute({ caller: ben });
    expect(rooms.find(({ room }) => room.id === talk.id)).toMatchObject({
      people: [{ id: ann.user.id, nickname: 'Ann' }],
      reading: { unread: 1, firstUnread: 1 },
      last: { text: 'Call me' },
    });
  });

  it('is for ten people at most', async () => {
    const { ann, guest, open } = await people();
    const others = await Promise.all(Array.from({ length: 10 }, (_, n) => guest(`Guest ${n}`)));
    await expect(open(ann, ...others)).rejects.toMatchObject({ code: 'room.people_invalid' });
    expect(await open(ann, ...others.slice(1))).toMatchObject({ kind: 'direct' });
  });

  it('opens nothing with someone who is not there', async () => {
    const { ann, openDirect } = await people();
    const opened = openDirect.execute({ caller: ann, users: ['nobody'] });
    await expect(opened).rejects.toMatchObject({ code: 'user.not_found' });
  });

  it('is known to nobody else', async () => {
    const { ann, ben, cem, open, joinRoom, readHistory, say, listRooms } = await people();
    const talk = await open(ann, ben);
    const missing = { code: 'room.not_found' };
    await expect(joinRoom.execute({ caller: cem, room: talk.id })).rejects.toMatchObject(missing);
    await expect(readHistory.execute({ caller: cem, room: talk.id })).rejects.toMatchObject(missing);
    await expect(say(cem, 'Hello', talk.id)).rejects.toMatchObject(missing);
    const { rooms } = await listRooms.execute({ caller: cem });
    expect(rooms.map(({ room }) => room.id)).toEqual([LOBBY]);
  });

  it('opens no more new talks than rooms, and those that are there as often as one likes', async () => {
    const world = await memoryWorld(undefined, { limited: true });
    const ann = await world.guest('Ann');
    const ben = await world.guest('Ben');
    const open = (users: string[]) => world.openDirect.execute({ caller: ann, users });
    for (let n = 0; n <= limits.rooms.burst; n += 1) await open(idsOf(ben));
    for (let n = 1; n < limits.rooms.burst; n += 1) await open(idsOf(await world.guest(`Guest ${n}`)));
    const more = await world.guest('One more');
    await expect(open(idsOf(more))).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await open(idsOf(ben))).toMatchObject({ kind: 'direct' });
  });
});

describe('Who is let come near', () => {
  it('is nobody who was blocked, not even among others', async () => {
    const { ann, ben, cem, open, ground } = await people();
    await ground.contacts.set(ben.user.id, ann.user.id, 'blocked');
    await expect(open(ann, ben)).rejects.toMatchObject(unavailable);
    await expect(open(ann, cem, ben)).rejects.toMatchObject(unavailable);
    expect(await open(ben, ann)).toMatchObject({ kind: 'direct' });
  });

  it('is whoever shares a room that not everybody is in, where that is asked', async () => {
    const world = await people();
    const { ann, ben, cem, open, room, joinRoom } = world;
    await aloof(world, ben, 'shared');
    await expect(open(ann, ben)).rejects.toMatchObject(unavailable);
    const tea = await room(ben, 'Tea');
    await joinRoom.execute({ caller: ann, room: tea.id });
    expect(await open(ann, ben)).toMatchObject({ kind: 'direct' });
    await expect(open(cem, ben)).rejects.toMatchObject(unavailable);
  });

  it('is whoever was accepted, or talks to the user already, where that is asked', async () => {
    const world = await people();
    const { ann, ben, cem, open, room, joinRoom, ground } = world;
    await aloof(world, ben, 'accepted');
    const tea = await room(ben, 'Tea');
    await joinRoom.execute({ caller: ann, room: tea.id });
    await expect(open(ann, ben)).rejects.toMatchObject(unavailable);
    await ground.contacts.set(ben.user.id, ann.user.id, 'accepted');
    expect(await open(ann, ben)).toMatchObject({ kind: 'direct' });

    await open(ben, cem);
    expect(await open(cem, ben, ann)).toMatchObject({ kind: 'direct' });
  });

  it('is nobody to someone whom the server has banned', async () => {
    const { ann, ben, open, ground } = await people();
    await ground.users.update(ben.user.id, { banned: true });
    await expect(open(ann, ben)).rejects.toMatchObject(unavailable);
  });
});

describe('Who was blocked in a direct talk', () => {
  it('of two reads on, and does not write any more', async () => {
    const { ann, ben, open, say, ground, readHistory, sendMessage } = await people();
    const talk = await open(ann, ben);
    const said = { caller: ann, room: talk.id, id: 'a', text: 'Hello' };
    const first = await sendMessage.execute(said);
    await ground.contacts.set(ben.user.id, ann.user.id, 'blocked');
    await expect(say(ann, 'Why?', talk.id)).rejects.toMatchObject(unavailable);
    expect(await sendMessage.execute(said)).toEqual({ ...first, duplicate: true });
    await say(ben, 'Because.', talk.id);
    const { entries } = await readHistory.execute({ caller: ann, room: talk.id });
    expect(entries).toHaveLength(2);
    expect(await open(ann, ben)).toEqual(talk);
  });

  it('of more writes on', async () => {
    const { ann, ben, cem, open, say, ground } = await people();
    const talk = await open(ann, ben, cem);
    await ground.contacts.set(ben.user.id, ann.user.id, 'blocked');
    expect(await say(ann, 'Hello', talk.id)).toMatchObject({ seq: 1 });
  });
});
