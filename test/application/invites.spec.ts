import { limits } from '../../src/application/limits.js';
import type { Caller } from '../../src/application/use-cases/caller.js';
import { INVITE_LIMIT } from '../../src/domain/invite.js';
import { changed, memoryWorld, type Ground } from '../support/memory-world.js';
import { messageOf } from '../support/message-of.js';

const invalid = { code: 'invite.invalid' };

/** Ann's private room, and people outside of it. */
async function den(change?: (ground: Ground) => Partial<Ground>, options?: { limited: boolean }) {
  const world = await memoryWorld(change, options);
  const [ann, ben, cem] = [await world.guest('Ann'), await world.guest('Ben'), await world.guest('Cem')];
  const room = await world.createRoom.execute({ caller: ann, id: 'den', name: 'Den', kind: 'private' });
  const invite = (terms: { seconds?: number; maxUses?: number } = {}, caller = ann) =>
    world.createInvite.execute({ caller, room: room.id, ...terms });
  const use = (caller: Caller, token: string) => world.useInvite.execute({ caller, token });
  const history = async (caller: Caller) =>
    (await world.readHistory.execute({ caller, room: room.id })).entries;
  return { ...world, ann, ben, cem, den: room, invite, use, history };
}

describe('A private room', () => {
  it('is in nobody’s list but its members’, and takes a name that others have', async () => {
    const { ann, ben, den: room, listRooms, createRoom } = await den();
    const listed = async (caller: Caller) =>
      (await listRooms.execute({ caller })).rooms.map((one) => one.room.id);
    expect(await listed(ann)).toContain(room.id);
    expect(await listed(ben)).not.toContain(room.id);
    const another = await createRoom.execute({ caller: ben, id: 'x', name: 'Den', kind: 'private' });
    expect(another.id).not.toBe(room.id);
  });

  it('is not there for a stranger, whatever is asked', async () => {
    const world = await den();
    const { ben: caller, den: room, addMember, createInvite, listInvites, revokeInvite } = world;
    const place = { caller, room: room.id };
    const asked = [
      world.joinRoom.execute(place),
      world.leaveRoom.execute(place),
      world.readHistory.execute(place),
      world.listMembers.execute(place),
      world.say(caller, 'Hello', room.id),
      addMember.execute({ ...place, user: caller.user.id }),
      createInvite.execute(place),
      listInvites.execute(place),
      revokeInvite.execute({ ...place, invite: 'x' }),
    ];
    for (const attempt of asked) await expect(attempt).rejects.toMatchObject({ code: 'room.not_found' });
  });
});

describe('An announcement room', () => {
  it('is listed and joined like a public one, and only its owner and moderators speak', async () => {
    const { ann, ben, createRoom, listRooms, joinRoom, say } = await den();
    const news = await createRoom.execute({ caller: ann, id: 'n', name: 'News', kind: 'announcement' });
    const { rooms } = await listRooms.execute({ caller: ben });
    expect(rooms.map(({ room }) => room.id)).toContain(news.id);
    await say(ann, 'Read all about it', news.id);
    expect(await joinRoom.execute({ caller: ben, room: news.id })).toMatchObject({ entries: [{ seq: 1 }] });
    await expect(say(ben, 'Me too', news.id)).rejects.toMatchObject({ code: 'room.not_allowed' });
  });
});

describe('AddMember', () => {
  it('brings somebody in, who hears the room from then on and sees nothing older', async () => {
    const { ann, ben, den: room, connect, addMember, say, history, turn } = await den();
    const ear = await connect(ben);
    await say(ann, 'before', room.id);
    expect(await addMember.execute({ caller: ann, room: room.id, user: ben.user.id })).toMatchObject({
      seq: 2,
    });
    await say(ann, 'after', room.id);
    await turn();
    expect(ear.seqs(room.id)).toContain(3);
    const [added, said] = await history(ben);
    expect(added).toMatchObject({
      ...{ type: 'member.changed', change: 'added', seq: 2, by: ann.user.id },
      member: { id: ben.user.id, nickname: 'Ben' },
    });
    expect(messageOf(said!).text).toBe('after');
    expect(await history(ann)).toHaveLength(3);
  });

  it('shows all of the past where the room does', async () => {
    const { ann, ben, den: room, updateRoom, addMember, say, history } = await den();
    await say(ann, 'before', room.id);
    await updateRoom.execute({ caller: ann, room: room.id, history: 'all' });
    await addMember.execute({ caller: ann, room: room.id, user: ben.user.id });
    expect(await history(ben)).toHaveLength(3);
  });

  it('leaves a member as is', async () => {
    const { ann, ben, den: room, addMember, ground } = await den();
    const add = () => addMember.execute({ caller: ann, room: room.id, user: ben.user.id });
    const first = await add();
    const before = await ground.memberships.find(room.id, ben.user.id);
    expect(await add()).toEqual(first);
    expect(await ground.memberships.find(room.id, ben.user.id)).toEqual(before);
  });

  it('brings in nobody against their will, nor whom the room keeps out', async () => {
    const {
      ann,
      ben,
      cem,
      den: room,
      addMember,
      ground,
    } = await den(({ memberships }) => ({
      memberships: changed(memberships, { banned: async () => true }),
    }));
    const add = (user: string) => addMember.execute({ caller: ann, room: room.id, user });
    await ground.contacts.set(ben.user.id, ann.user.id, 'blocked');
    await expect(add(ben.user.id)).rejects.toMatchObject({ code: 'user.unavailable' });
    await expect(add(cem.user.id)).rejects.toMatchObject({ code: 'member.banned' });
    await expect(add('nobody')).rejects.toMatchObject({ code: 'user.not_found' });
    expect(await ground.memberships.count(room.id)).toBe(1);
  });

  it('is for moderators of private rooms', async () => {
    const { ann, ben, cem, den: room, addMember, room: open } = await den();
    await addMember.execute({ caller: ann, room: room.id, user: ben.user.id });
    const refusal = { code: 'room.not_allowed' };
    const added = addMember.execute({ caller: ben, room: room.id, user: cem.user.id });
    await expect(added).rejects.toMatchObject(refusal);
    const tea = await open(ann, 'Tea');
    const elsewhere = addMember.execute({ caller: ann, room: tea.id, user: ben.user.id });
    await expect(elsewhere).rejects.toMatchObject(refusal);
  });
});

describe('An invite', () => {
  it('shows where it leads, and lets in whoever knows its token', async () => {
    const { ann, ben, den: room, connect, invite, use, showInvite, say, history, turn } = await den();
    const { token } = await invite();
    const ear = await connect(ben);
    expect(await showInvite.execute({ caller: ben, token })).toEqual({
      room,
      memberCount: 1,
      by: { id: ann.user.id, nickname: 'Ann' },
    });
    expect(await use(ben, token)).toEqual(room);
    await say(ann, 'Welcome', room.id);
    await turn();
    expect(ear.seqs(room.id)).toContain(3);
    expect(await history(ben)).toMatchObject([
      { type: 'member.changed', change: 'joined', member: { nickname: 'Ben' } },
      { type: 'message.sent' },
    ]);
  });

  it('is told in the log, its token once and to nobody else', async () => {
    const { ann, den: room, invite, history, listInvites, revokeInvite, ground } = await den();
    const { id, token } = await invite({ seconds: 60, maxUses: 2 });
    const open = await listInvites.execute({ caller: ann, room: room.id });
    expect(open).toMatchObject([{ id, maxUses: 2, uses: 0, by: { nickname: 'Ann' } }]);
    await revokeInvite.execute({ caller: ann, room: room.id, invite: id });
    const entries = await history(ann);
    expect(entries).toMatchObject([
      { type: 'invite.changed', change: 'created', invite: id },
      { type: 'invite.changed', change: 'revoked', invite: id },
    ]);
    expect(JSON.stringify([open, entries])).not.toContain(token);
    expect(await ground.invites.findByToken(token)).toBeUndefined();
  });

  it('is used up by others, and not by a member', async () => {
    const { ann, ben, cem, den: room, invite, use, listInvites } = await den();
    const { token } = await invite({ maxUses: 2 });
    for (const caller of [ann, ben, ben]) expect(await use(caller, token)).toEqual(room);
    expect(await listInvites.execute({ caller: ann, room: room.id })).toMatchObject([{ uses: 1 }]);
    await use(cem, token);
    expect(await listInvites.execute({ caller: ann, room: room.id })).toEqual([]);
  });

  it('lets in as many as it says, however many come at once', async () => {
    const { guest, den: room, invite, use, ground } = await den();
    const { token } = await invite({ maxUses: 3 });
    const guests = await Promise.all(Array.from({ length: 9 }, (_, n) => guest(`Guest ${n}`)));
    const answers = await Promise.allSettled(guests.map((caller) => use(caller, token)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject(invalid);
    expect(await ground.memberships.count(room.id)).toBe(4);
  });

  it('is refused alike, whatever is wrong', async () => {
    const world = await den();
    const { ann, ben, cem, den: room, invite, use, clock, updateRoom, showInvite } = world;
    const spent = await invite({ maxUses: 1 });
    await use(cem, spent.token);
    const ended = await invite({ seconds: 1 });
    await clock.advance(1000);
    const revoked = await invite();
    await world.revokeInvite.execute({ caller: ann, room: room.id, invite: revoked.id });
    const barred = await invite();
    const dan = await world.guest('Dan');
    await world.setBan.execute({ caller: ann, room: room.id, user: dan.user.id, on: true });
    const closed = await world.createRoom.execute({ caller: ann, id: 'c', name: 'Closed', kind: 'private' });
    const archived = await world.createInvite.execute({ caller: ann, room: closed.id });
    await updateRoom.execute({ caller: ann, room: closed.id, archived: true });

    for (const [caller, { token }] of [
      [ben, spent],
      [ben, ended],
      [ben, revoked],
      [dan, barred],
      [ben, archived],
      [ben, { token: 'guessed' }],
    ] as const) {
      const answers = await Promise.allSettled([use(caller, token), showInvite.execute({ caller, token })]);
      for (const answer of answers) {
        const { reason } = answer as PromiseRejectedResult;
        expect(reason).toMatchObject({ ...invalid, kind: 'not_found', retryAfterMs: undefined });
        expect(reason.message).toMatch(/^There is no such invite/);
      }
    }
  });

  it('cannot be guessed for long', async () => {
    const { ben, use } = await den(undefined, { limited: true });
    for (let n = 0; n < limits.invites.burst; n += 1)
      await expect(use(ben, `guess ${n}`)).rejects.toMatchObject(invalid);
    await expect(use(ben, 'one more')).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('is made by moderators, for private rooms, a hundred of them at most', async () => {
    const { ann, ben, den: room, invite, addMember, createInvite, room: open, revokeInvite } = await den();
    await addMember.execute({ caller: ann, room: room.id, user: ben.user.id });
    await expect(invite({}, ben)).rejects.toMatchObject({ code: 'room.not_allowed' });
    const tea = await open(ann, 'Tea');
    const elsewhere = createInvite.execute({ caller: ann, room: tea.id });
    await expect(elsewhere).rejects.toMatchObject({ code: 'room.not_allowed' });

    const { id } = await invite();
    for (let n = 1; n < INVITE_LIMIT.open; n += 1) await invite();
    await expect(invite()).rejects.toMatchObject({ code: 'invite.too_many' });
    await revokeInvite.execute({ caller: ann, room: room.id, invite: id });
    await expect(invite()).resolves.toMatchObject({ token: expect.any(String) });
  });

  it('is revoked once', async () => {
    const { ann, den: room, invite, revokeInvite } = await den();
    const { id } = await invite();
    const revoke = () => revokeInvite.execute({ caller: ann, room: room.id, invite: id });
    const first = await revoke();
    expect(await revoke()).toEqual(first);
  });
});
