import { LOBBY } from '../../src/domain/room.js';
import { messageOf } from '../support/message-of.js';
import { SESSION_LIFE } from '../../src/application/use-cases/new-session.js';
import { changed, memoryWorld, PLACE } from '../support/memory-world.js';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

describe('StartSession', () => {
  it('lets a newcomer in as a guest, and into the lobby', async () => {
    const { startSession, clock, say } = await memoryWorld();
    const started = await startSession.execute({ nickname: ' Ann ', ...PLACE });
    expect(started).toMatchObject({
      user: { nickname: 'Ann', kind: 'guest' },
      expiresAt: clock.now() + SESSION_LIFE,
    });
    expect(await say(started, 'Hello', LOBBY)).toMatchObject({ seq: 1 });
  });

  it('lets two of one nickname in as two users', async () => {
    const { guest } = await memoryWorld();
    const [first, second] = [await guest('Ann'), await guest('Ann')];
    expect(first.user.id).not.toBe(second.user.id);
    expect(first.token).not.toBe(second.token);
  });

  it('stores nothing for a nickname that is none', async () => {
    const { guest, ground } = await memoryWorld();
    await expect(guest('\u200B')).rejects.toMatchObject({ code: 'nickname.invalid' });
    expect(await ground.memberships.count(LOBBY)).toBe(0);
  });

  it('keeps no token, only its digest', async () => {
    const { guest, ground, secrets } = await memoryWorld();
    const { token } = await guest('Ann');
    expect(await ground.sessions.findByToken(token)).toBeUndefined();
    expect(await ground.sessions.findByToken(secrets.digest(token))).toBeDefined();
  });
});

describe('ResumeSession', () => {
  it('tells whose session a token opens', async () => {
    const { guest, resumeSession } = await memoryWorld();
    const { token, session, user, expiresAt } = await guest('Ann');
    expect(await resumeSession.execute({ token })).toEqual({ session, user, expiresAt });
  });

  it.each([undefined, '', 'a token nobody was given', 'digest of token-2', '__proto__'])(
    'knows nobody by %j',
    async (token) => {
      const { guest, resumeSession } = await memoryWorld();
      await guest('Ann');
      await expect(resumeSession.execute({ token })).rejects.toMatchObject({ code: 'unauthenticated' });
    },
  );

  it('ends with the session, to the millisecond', async () => {
    const { guest, resumeSession, clock } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    await clock.advance(SESSION_LIFE - 1);
    await expect(resumeSession.execute(ann)).resolves.toMatchObject({ user: ann.user });
    await clock.advance(1);
    await expect(resumeSession.execute(ben)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('notes a session as used once an hour, for as long as it is used', async () => {
    const { guest, resumeSession, clock } = await memoryWorld();
    const ann = await guest('Ann');
    await clock.advance(HOUR - 1);
    expect(await resumeSession.execute(ann)).toMatchObject({ expiresAt: ann.expiresAt });
    await clock.advance(1);
    expect(await resumeSession.execute(ann)).toMatchObject({ expiresAt: ann.expiresAt + HOUR });
    for (let year = 0; year < 5; year += 1) {
      await clock.advance(365 * DAY);
      expect(await resumeSession.execute(ann)).toMatchObject({ expiresAt: clock.now() + SESSION_LIFE });
    }
  });

  it('knows the user by today’s nickname', async () => {
    const { guest, resumeSession, updateProfile } = await memoryWorld();
    const ann = await guest('Ann');
    await updateProfile.execute({ caller: ann, nickname: 'Anna' });
    expect(await resumeSession.execute(ann)).toMatchObject({ user: { id: ann.user.id, nickname: 'Anna' } });
  });
});

describe('EndSession', () => {
  it('makes the token worthless and closes the connections of this session alone', async () => {
    const { guest, connect, endSession, resumeSession, turn } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const [desk, tab, his] = [await connect(ann), await connect(ann), await connect(ben)];
    await endSession.execute({ caller: ann });
    await turn();
    expect([desk.ended, tab.ended, his.ended]).toEqual([
      'session.signed_out',
      'session.signed_out',
      undefined,
    ]);
    await expect(resumeSession.execute(ann)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(resumeSession.execute(ben)).resolves.toBeDefined();
  });

  it('is safe to repeat', async () => {
    const { guest, endSession } = await memoryWorld();
    const ann = await guest('Ann');
    await endSession.execute({ caller: ann });
    await expect(endSession.execute({ caller: ann })).resolves.toBeUndefined();
  });
});

describe('UpdateProfile', () => {
  it('gives another nickname, in its normal form, to every connection of the user', async () => {
    const { guest, connect, updateProfile, ground, say, turn } = await memoryWorld();
    const ann = await guest('Ann');
    const [desk, phone] = [await connect(ann), await connect(ann)];
    expect(await updateProfile.execute({ caller: ann, nickname: ' Anna ' })).toMatchObject({
      nickname: 'Anna',
    });
    await turn();
    expect([desk, phone].map(({ caller }) => caller.user.nickname)).toEqual(['Anna', 'Anna']);
    expect(await ground.users.find(ann.user.id)).toMatchObject({ nickname: 'Anna', kind: 'guest' });
    await say(desk.caller, 'Hello');
    await turn();
    expect(messageOf(phone.runs[0]!.entries[0]!).author.nickname).toBe('Anna');
  });

  it('tells the rooms of a connected user', async () => {
    const { guest, connect, updateProfile, clock } = await memoryWorld();
    const [ann, ben] = [await connect(await guest('Ann')), await connect(await guest('Ben'))];
    await clock.advance(1000);
    ben.presence.length = 0;
    await updateProfile.execute({ caller: ann.caller, nickname: 'Anna' });
    await clock.advance(1000);
    expect(ben.presence).toMatchObject([
      { joined: [{ id: ann.caller.user.id, nickname: 'Anna' }], total: 2 },
    ]);
  });

  it('does not show as connected who is not', async () => {
    const { guest, connect, updateProfile, clock } = await memoryWorld();
    const ann = await guest('Ann');
    const ben = await connect(await guest('Ben'));
    await clock.advance(1000);
    ben.presence.length = 0;
    await updateProfile.execute({ caller: ann, nickname: 'Anna' });
    await clock.advance(1000);
    expect(ben.presence.flatMap(({ joined }) => joined)).toEqual([]);
  });

  it('changes nothing for the nickname one has, or for one that is none', async () => {
    const { guest, connect, updateProfile, ground, clock } = await memoryWorld();
    const ann = await guest('Ann');
    const ben = await connect(await guest('Ben'));
    await clock.advance(1000);
    ben.presence.length = 0;
    expect(await updateProfile.execute({ caller: ann, nickname: 'Ann ' })).toEqual(ann.user);
    await expect(updateProfile.execute({ caller: ann, nickname: '' })).rejects.toMatchObject({
      code: 'nickname.invalid',
    });
    await clock.advance(1000);
    expect(ben.presence).toEqual([]);
    expect(await ground.users.find(ann.user.id)).toEqual(ann.user);
  });
});

describe('SweepGuests', () => {
  it('lets passers-by go, within two hours after their last session', async () => {
    const { guest, say, endSession, sweepGuests, clock, ground } = await memoryWorld();
    sweepGuests.execute();
    const [ann, bob, cem] = [await guest('Ann'), await guest('Bob'), await guest('Cem')];
    await say(ann, 'I was here');
    for (const caller of [ann, bob]) await endSession.execute({ caller });
    await clock.advance(2 * HOUR);
    const found = await Promise.all([ann, bob, cem].map(({ user }) => ground.users.find(user.id)));
    expect(found.map((user) => user?.nickname)).toEqual(['Ann', undefined, 'Cem']);
    expect(await ground.memberships.count(LOBBY)).toBe(2);
    await clock.advance(SESSION_LIFE);
    expect(await ground.users.find(cem.user.id)).toBeUndefined();
  });

  it('goes on after a failure, and ends when it is told to', async () => {
    let failing = true;
    let swept = 0;
    const { sweepGuests, clock } = await memoryWorld(({ users }) => ({
      users: changed(users, {
        sweepGuests: async () => {
          swept += 1;
          if (failing) throw new Error('the disk is full');
          return 0;
        },
      }),
    }));
    const end = sweepGuests.execute();
    await clock.advance(HOUR);
    failing = false;
    await clock.advance(HOUR);
    end();
    await clock.advance(10 * HOUR);
    expect(swept).toBe(2);
  });
});
