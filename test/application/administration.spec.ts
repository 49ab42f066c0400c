import { REPLACED_STAYS } from '../../src/application/use-cases/new-session.js';
import { LOBBY } from '../../src/domain/room.js';
import { memoryWorld, PASSWORD, PLACE } from '../support/memory-world.js';

const refused = (code: string): object => expect.objectContaining({ code }) as object;

describe('ClaimServer', () => {
  it('makes the account with the token the administrator, once, and tells its connections', async () => {
    const { account, offerClaim, claimServer, connect, clock } = await memoryWorld();
    const [ann, bob] = [await account('Ann'), await account('Bob')];
    await clock.advance(REPLACED_STAYS);
    const ear = await connect(ann);
    const token = (await offerClaim.execute())!;
    await expect(claimServer.execute({ caller: ann, token: 'guessed' })).rejects.toEqual(
      refused('administrator.token_wrong'),
    );
    const claimed = await claimServer.execute({ caller: ann, token });
    await clock.advance(0);
    expect(claimed).toEqual({ ...ann.user, admin: true });
    expect(ear.caller.user.admin).toBe(true);
    await expect(claimServer.execute({ caller: bob, token })).rejects.toEqual(
      refused('administrator.token_wrong'),
    );
  });

  it('is offered by the same token until it is claimed', async () => {
    const { account, offerClaim, claimServer } = await memoryWorld();
    const token = (await offerClaim.execute())!;
    expect(await offerClaim.execute()).toBe(token);
    await claimServer.execute({ caller: await account('Ann'), token });
    expect(await offerClaim.execute()).toBeUndefined();
  });
});

describe('ListUsers', () => {
  it('goes through everybody, newest first', async () => {
    const { guest, listUsers } = await memoryWorld();
    const guests = await Promise.all(Array.from({ length: 150 }, (_, n) => guest(`Guest ${n}`)));
    const first = await listUsers.execute({});
    const second = await listUsers.execute({ cursor: first.cursor });
    expect([first.users.length, second.users.length, second.cursor]).toEqual([100, 50, undefined]);
    expect([...first.users, ...second.users]).toEqual(guests.map(({ user }) => user).toReversed());
  });

  it('finds by name, and takes no cursor but its own', async () => {
    const { guest, account, listUsers } = await memoryWorld();
    await guest('Ann');
    const bob = await account('Bob');
    for (const query of ['OB', '10001', bob.user.id])
      expect((await listUsers.execute({ query })).users).toEqual([bob.user]);
    await expect(listUsers.execute({ cursor: 'made-up' })).rejects.toEqual(refused('request.invalid'));
  });
});

describe('ListAllRooms', () => {
  it('shows every room that has a name, a page at a time', async () => {
    const { guest, room, say, listAllRooms } = await memoryWorld();
    const ann = await guest('Ann');
    await say(ann, 'Hello');
    for (let n = 0; n < 120; n += 1) await room(ann, `Room ${n}`);
    const first = await listAllRooms.execute({});
    const { rooms, cursor } = await listAllRooms.execute({ cursor: first.cursor });
    expect([first.rooms.length, rooms.length, cursor]).toEqual([100, 21, undefined]);
    const lobby = [...first.rooms, ...rooms].find((one) => one.room.id === LOBBY);
    expect(lobby).toMatchObject({ members: 1, head: 1 });
  });
});

describe('BanUser', () => {
  it('ends all sessions of the user, lets nobody in, and lets the user in again', async () => {
    const { account, banUser, signIn, connect, resumeSession, turn, guest } = await memoryWorld();
    const [ann, bob] = [await account('Ann'), await guest('Bob')];
    const enter = () => signIn.execute({ login: 'ann', password: PASSWORD, ...PLACE });
    const phone = await enter();
    const ears = [await connect(ann), await connect(phone), await connect(bob)];
    await banUser.execute({ user: ann.user.id, on: true });
    await turn();
    expect(ears.map(({ ended }) => ended)).toEqual(['user.banned', 'user.banned', undefined]);
    await expect(resumeSession.execute(phone)).rejects.toEqual(refused('unauthenticated'));
    await expect(enter()).rejects.toEqual(refused('user.banned'));

    await banUser.execute({ user: ann.user.id, on: false });
    expect((await enter()).user).toEqual(ann.user);
  });

  it('stops a guest as well', async () => {
    const { guest, banUser, resumeSession } = await memoryWorld();
    const ann = await guest('Ann');
    await banUser.execute({ user: ann.user.id, on: true });
    await expect(resumeSession.execute(ann)).rejects.toEqual(refused('unauthenticated'));
  });

  it('touches no administrator, and knows no strangers', async () => {
    const { account, offerClaim, claimServer, banUser, resumeSession } = await memoryWorld();
    const ann = await account('Ann');
    await claimServer.execute({ caller: ann, token: (await offerClaim.execute())! });
    const ban = banUser.execute({ user: ann.user.id, on: true });
    await expect(ban).rejects.toEqual(refused('administrator.exempt'));
    expect(await resumeSession.execute(ann)).toBeDefined();
    await expect(banUser.execute({ user: 'nobody', on: true })).rejects.toEqual(refused('user.not_found'));
  });
});

describe('AppointAdministrator', () => {
  /** A server whose only administrator is Ann. */
  async function annsServer() {
    const world = await memoryWorld();
    const ann = await world.account('Ann');
    await world.claimServer.execute({ caller: ann, token: (await world.offerClaim.execute())! });
    return { ...world, ann };
  }

  it('appoints others, who hear of it, and dismisses all but the last', async () => {
    const { ann, account, connect, clock, appointAdministrator } = await annsServer();
    const bob = await account('Bob');
    await clock.advance(REPLACED_STAYS);
    const ear = await connect(bob);
    const appoint = (who: typeof ann, on: boolean) => appointAdministrator.execute({ user: who.user.id, on });
    await expect(appoint(ann, false)).rejects.toEqual(refused('administrator.last'));
    expect(await appoint(bob, true)).toEqual({ ...bob.user, admin: true });
    await clock.advance(0);
    expect(ear.caller.user.admin).toBe(true);
    expect((await appoint(ann, false)).admin).toBe(false);
    await expect(appoint(bob, false)).rejects.toEqual(refused('administrator.last'));
    expect((await appoint(ann, false)).admin).toBe(false);
  });

  it('appoints nobody without an account, nobody who is banned, and no strangers', async () => {
    const { account, guest, banUser, appointAdministrator } = await annsServer();
    const [bob, cem] = [await account('Bob'), await guest('Cem')];
    await banUser.execute({ user: bob.user.id, on: true });
    const appoint = (user: string) => appointAdministrator.execute({ user, on: true });
    await expect(appoint(bob.user.id)).rejects.toEqual(refused('user.banned'));
    await expect(appoint(cem.user.id)).rejects.toEqual(refused('user.no_account'));
    await expect(appoint('nobody')).rejects.toEqual(refused('user.not_found'));
  });
});

describe('ResetPassword', () => {
  it('gives another password, once, and ends all sessions', async () => {
    const { account, resetPassword, signIn, resumeSession } = await memoryWorld();
    const ann = await account('Ann');
    const password = await resetPassword.execute({ user: ann.user.id });
    await expect(resumeSession.execute(ann)).rejects.toEqual(refused('unauthenticated'));
    const enter = (given: string) => signIn.execute({ login: 'ann', password: given, ...PLACE });
    await expect(enter(PASSWORD)).rejects.toEqual(refused('account.credentials_wrong'));
    expect((await enter(password)).user).toEqual(ann.user);
  });

  it('is for accounts alone', async () => {
    const { guest, resetPassword, resumeSession } = await memoryWorld();
    const ann = await guest('Ann');
    await expect(resetPassword.execute({ user: ann.user.id })).rejects.toEqual(refused('user.no_account'));
    expect(await resumeSession.execute(ann)).toBeDefined();
    await expect(resetPassword.execute({ user: 'nobody' })).rejects.toEqual(refused('user.not_found'));
  });
});
