import { limits } from '../../src/application/limits.js';
import { REPLACED_STAYS } from '../../src/application/use-cases/new-session.js';
import { LOBBY } from '../../src/domain/room.js';
import {
  changed,
  memoryWorld,
  PASSWORD,
  PlainPasswords,
  PLACE,
  type World,
} from '../support/memory-world.js';

const refused = (code: string): object => expect.objectContaining({ code }) as object;

/** What signing in comes to. */
const signingIn =
  ({ signIn }: World) =>
  (login: string, password = PASSWORD, address = PLACE.address) =>
    signIn.execute({ login, password, address, device: 'curl' });

describe('ClaimAccount', () => {
  it('makes the guest an account that is the same user, in the same rooms', async () => {
    const { guest, claimAccount, room, say, ground, listRooms } = await memoryWorld();
    const ann = await guest('Ann');
    const tea = await room(ann, 'Tea');
    await say(ann, 'Hello', tea.id);
    const claimed = await claimAccount.execute({
      caller: ann,
      username: 'Ann.Lee',
      password: PASSWORD,
      ...PLACE,
    });
    expect(claimed.user).toEqual({ ...ann.user, kind: 'account', username: 'ann.lee', number: 10_001 });
    expect(await ground.users.find(ann.user.id)).toEqual(claimed.user);
    expect((await listRooms.execute({ caller: claimed })).rooms.map(({ room: { id } }) => id)).toEqual([
      LOBBY,
      tea.id,
    ]);
    expect(await say(claimed, 'Me again', tea.id)).toMatchObject({ seq: 2 });
  });

  it('gives the device another token; the old one is worth nothing, and its connections are told', async () => {
    const { guest, claimAccount, connect, resumeSession, clock } = await memoryWorld();
    const ann = await guest('Ann');
    const tab = await connect(ann);
    const claimed = await claimAccount.execute({
      caller: ann,
      username: 'ann',
      password: PASSWORD,
      ...PLACE,
    });
    await expect(resumeSession.execute(ann)).rejects.toEqual(refused('unauthenticated'));
    expect(await resumeSession.execute(claimed)).toMatchObject({ user: claimed.user });
    await clock.advance(REPLACED_STAYS - 1);
    expect(tab.ended).toBeUndefined();
    await clock.advance(1);
    expect(tab.ended).toBe('session.replaced');
  });

  it('keeps no password, only what the hasher keeps of it', async () => {
    const { account, ground } = await memoryWorld();
    const { user } = await account('Ann');
    expect(await ground.accounts.find({ id: user.id })).toMatchObject({ password: `kept of ${PASSWORD}` });
  });

  it.each([
    ['a', PASSWORD, 'account.username_invalid'],
    ['bob', '12345678', 'account.password_invalid'],
    ['Bob.Taylor', 'bob.tay1or', 'account.password_invalid'],
    ['Pau1', PASSWORD, 'account.username_taken'],
  ])('as %j with %j is refused with %s, and changes nothing', async (username, password, code) => {
    const { account, guest, claimAccount, resumeSession } = await memoryWorld();
    await account('Paul');
    const bob = await guest('Bob');
    const claim = claimAccount.execute({ caller: bob, username, password, ...PLACE });
    await expect(claim).rejects.toEqual(refused(code));
    expect(await resumeSession.execute(bob)).toMatchObject({ user: bob.user });
  });

  it('is for guests alone, also when they claim twice at once', async () => {
    const { guest, claimAccount, account } = await memoryWorld();
    const ann = await guest('Ann');
    const claims = ['ann', 'anna'].map((username) =>
      claimAccount.execute({ caller: ann, username, password: PASSWORD, ...PLACE }),
    );
    const [first, second] = await Promise.allSettled(claims);
    expect(first).toMatchObject({ status: 'fulfilled' });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'account.exists' } });

    const again = { caller: await account('Bob'), username: 'bobby', password: PASSWORD, ...PLACE };
    await expect(claimAccount.execute(again)).rejects.toEqual(refused('account.exists'));
  });
});

describe('SignIn', () => {
  it.each(['ann', ' ANN ', '10001', '１０００１'])('finds the account by %j', async (login) => {
    const world = await memoryWorld();
    const ann = await world.account('Ann');
    const started = await signingIn(world)(login);
    expect(started.user).toEqual(ann.user);
    expect(await world.resumeSession.execute(started)).toMatchObject({ user: ann.user });
    expect(await world.resumeSession.execute(ann)).toMatchObject({ user: ann.user });
  });

  it.each([
    ['a wrong password', 'ann', 'wrong password'],
    ['no password', 'ann', ''],
    ['an unknown username', 'nobody', PASSWORD],
    ['an unknown number', '10009', PASSWORD],
    ['what can be no username', 'a@b', PASSWORD],
    ['a username that looks alike', 'аnn', PASSWORD],
    ['a nickname', 'Guest', PASSWORD],
  ])('answers the same to %s, after as long', async (_what, login, password) => {
    let verified = 0;
    const hasher = changed(new PlainPasswords(), {
      verify: async (kept, given) => {
        verified += 1;
        return new PlainPasswords().verify(kept, given);
      },
    });
    const world = await memoryWorld(() => ({ hasher }));
    await world.account('Ann');
    await world.guest('Guest');
    await expect(signingIn(world)(login, password)).rejects.toEqual(refused('account.credentials_wrong'));
    expect(verified).toBe(1);
  });

  it('ends the session that the device had', async () => {
    const { account, guest, signIn, connect, clock, resumeSession } = await memoryWorld();
    const ann = await account('Ann');
    const former = await guest('Someone');
    const tab = await connect(former);
    const started = await signIn.execute({ login: 'ann', password: PASSWORD, former, ...PLACE });
    await expect(resumeSession.execute(former)).rejects.toEqual(refused('unauthenticated'));
    await clock.advance(REPLACED_STAYS);
    expect(tab.ended).toBe('session.replaced');
    expect(await resumeSession.execute(started)).toMatchObject({ user: ann.user });
  });

  it('lets in nobody who is banned, and tells only who knows the password', async () => {
    const world = await memoryWorld();
    const ann = await world.account('Ann');
    await world.ground.users.update(ann.user.id, { banned: true });
    await expect(signingIn(world)('ann')).rejects.toEqual(refused('user.banned'));
    await expect(signingIn(world)('ann', 'wrong')).rejects.toEqual(refused('account.credentials_wrong'));
    await expect(world.resumeSession.execute(ann)).rejects.toEqual(refused('user.banned'));
  });

  it('is over when the password was changed meanwhile', async () => {
    let meanwhile = async (): Promise<void> => undefined;
    const world = await memoryWorld(({ sessions }) => ({
      sessions: changed(sessions, {
        add: async (session, now) => {
          await meanwhile();
          return sessions.add(session, now);
        },
      }),
    }));
    const ann = await world.account('Ann');
    meanwhile = () => world.changePassword.execute({ caller: ann, current: PASSWORD, next: 'another horse' });
    await expect(signingIn(world)('ann')).rejects.toEqual(refused('account.credentials_wrong'));
    expect(await world.listSessions.execute({ caller: ann })).toMatchObject([{ current: true }]);
  });
});

describe('Guessing a password', () => {
  const { guessesAtOne, guesses } = limits;

  it('ends soon for one account, from wherever, and goes on slowly', async () => {
    const world = await memoryWorld(undefined, { limited: true });
    const bob = await world.account('Bob');
    await world.account('Ann');
    const guess = (n: number) => signingIn(world)('ann', `guess ${n}`, `192.0.2.${n}`);
    for (let n = 0; n < guessesAtOne.burst; n += 1)
      await expect(guess(n)).rejects.toEqual(refused('account.credentials_wrong'));
    await expect(guess(99)).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 60_000 });
    await expect(signingIn(world)('10002', 'guess')).rejects.toEqual(refused('rate_limited'));
    expect((await signingIn(world)('bob')).user).toEqual(bob.user);
    await world.clock.advance(60_000);
    await expect(guess(0)).rejects.toEqual(refused('account.credentials_wrong'));
  });

  it('ends as soon for an account that does not exist', async () => {
    const world = await memoryWorld(undefined, { limited: true });
    for (let n = 0; n < guessesAtOne.burst; n += 1)
      await expect(signingIn(world)('nobody')).rejects.toEqual(refused('account.credentials_wrong'));
    await expect(signingIn(world)('nobody')).rejects.toEqual(refused('rate_limited'));
  });

  it('ends for one address, whosever passwords are guessed', async () => {
    const world = await memoryWorld(undefined, { limited: true });
    await world.account('Ann');
    for (let n = 0; n < guesses.burst; n += 1)
      await expect(signingIn(world)(`user${n}`)).rejects.toEqual(refused('account.credentials_wrong'));
    await expect(signingIn(world)('ann')).rejects.toEqual(refused('rate_limited'));
    expect(await signingIn(world)('ann', PASSWORD, '192.0.2.2')).toBeDefined();
  });

  it('gets no more tries by trying many at once', async () => {
    const world = await memoryWorld(undefined, { limited: true });
    await world.account('Ann');
    const all = Array.from({ length: 50 }, (_, n) => signingIn(world)('ann', `guess ${n}`));
    const codes = (await Promise.allSettled(all)).map(
      (one) => (one as { reason: { code: string } }).reason.code,
    );
    expect(codes.filter((code) => code === 'account.credentials_wrong')).toHaveLength(guessesAtOne.burst);
  });

  it('counts nothing that was right, nor what could not be compared', async () => {
    let crowded = false;
    const hasher = changed(new PlainPasswords(), {
      verify: async (kept, given) => {
        if (crowded) throw new Error('crowded');
        return new PlainPasswords().verify(kept, given);
      },
    });
    const world = await memoryWorld(() => ({ hasher }), { limited: true });
    await world.account('Ann');
    for (let n = 0; n < 2 * guessesAtOne.burst; n += 1) {
      crowded = n % 2 === 1;
      await signingIn(world)('ann').catch((error: Error) => expect(error.message).toBe('crowded'));
    }
    crowded = false;
    expect(await signingIn(world)('ann')).toBeDefined();
  });

  it('from a stolen device ends soon as well', async () => {
    const { account, changePassword } = await memoryWorld(undefined, { limited: true });
    const ann = await account('Ann');
    const guess = () => changePassword.execute({ caller: ann, current: 'guess', next: 'another horse' });
    for (let n = 0; n < guessesAtOne.burst; n += 1)
      await expect(guess()).rejects.toEqual(refused('account.password_wrong'));
    await expect(guess()).rejects.toEqual(refused('rate_limited'));
  });
});

describe('ChangePassword', () => {
  it('lets in by the new password alone, and ends all sessions but this one', async () => {
    const world = await memoryWorld();
    const [ann, bob] = [await world.account('Ann'), await world.account('Bob')];
    const phone = await signingIn(world)('ann');
    const ears = [await world.connect(ann), await world.connect(phone), await world.connect(bob)];
    await world.changePassword.execute({ caller: phone, current: PASSWORD, next: 'another horse' });
    await world.turn();
    expect(ears.map(({ ended }) => ended)).toEqual(['session.password_changed', undefined, undefined]);
    await expect(world.resumeSession.execute(ann)).rejects.toEqual(refused('unauthenticated'));
    await expect(signingIn(world)('ann')).rejects.toEqual(refused('account.credentials_wrong'));
    expect((await signingIn(world)('ann', 'another horse')).user.id).toBe(ann.user.id);
    expect((await signingIn(world)('bob')).user.id).toBe(bob.user.id);
  });

  it.each([
    ['the wrong password', 'wrong', 'another horse', 'account.password_wrong'],
    ['a new one that is none', PASSWORD, '12345678', 'account.password_invalid'],
    ['the username for a new one', PASSWORD, 'AnnabeIIe', 'account.password_invalid'],
  ])('with %s changes nothing', async (_what, current, next, code) => {
    const world = await memoryWorld();
    const ann = await world.account('Annabelle');
    const phone = await signingIn(world)('annabelle');
    const change = world.changePassword.execute({ caller: ann, current, next });
    await expect(change).rejects.toEqual(refused(code));
    expect(await world.resumeSession.execute(phone)).toBeDefined();
    expect(await signingIn(world)('annabelle')).toBeDefined();
  });

  it('is for accounts alone', async () => {
    const { guest, changePassword } = await memoryWorld();
    const change = changePassword.execute({ caller: await guest('Ann'), current: '', next: PASSWORD });
    await expect(change).rejects.toEqual(refused('account.needed'));
  });
});

describe('Sessions', () => {
  it('are listed with their devices, those used last first, and nobody else’s', async () => {
    const world = await memoryWorld();
    const { clock, listSessions, account, resumeSession } = world;
    const since = clock.now();
    const ann = await account('Ann');
    await account('Bob');
    await clock.advance(3_600_000);
    const phone = await signingIn(world)('ann');
    await clock.advance(3_600_000);
    await resumeSession.execute(ann);
    expect(await listSessions.execute({ caller: phone })).toMatchObject([
      { id: ann.session, device: PLACE.device, createdAt: since, seenAt: since + 7_200_000, current: false },
      { id: phone.session, device: 'curl', createdAt: since + 3_600_000, current: true },
    ]);
  });

  it('can be revoked from another device, which is told', async () => {
    const world = await memoryWorld();
    const ann = await world.account('Ann');
    const phone = await signingIn(world)('ann');
    const ears = [await world.connect(ann), await world.connect(phone)];
    await world.revokeSession.execute({ caller: ann, session: phone.session });
    await world.turn();
    expect(ears.map(({ ended }) => ended)).toEqual([undefined, 'session.revoked']);
    await expect(world.resumeSession.execute(phone)).rejects.toEqual(refused('unauthenticated'));
    expect(await world.listSessions.execute({ caller: ann })).toHaveLength(1);
  });

  it('of others, and those that are over, cannot be revoked', async () => {
    const { account, guest, revokeSession, resumeSession } = await memoryWorld();
    const [ann, bob] = [await account('Ann'), await guest('Bob')];
    for (const session of [bob.session, 'nothing'])
      await expect(revokeSession.execute({ caller: ann, session })).rejects.toEqual(
        refused('session.not_found'),
      );
    expect(await resumeSession.execute(bob)).toBeDefined();
  });
});
