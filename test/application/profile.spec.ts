import { limits } from '../../src/application/limits.js';
import { png } from '../support/images.js';
import { memoryWorld } from '../support/memory-world.js';

const refused = (code: string): object => expect.objectContaining({ code }) as object;

describe('UpdateProfile', () => {
  it('changes what is given, and tells the user’s own connections', async () => {
    const { account, guest, connect, updateProfile, ground, turn } = await memoryWorld();
    const ann = await account('Ann');
    const [desk, phone, other] = [await connect(ann), await connect(ann), await connect(await guest('Bob'))];
    const changed = await updateProfile.execute({ caller: ann, status: '  在忙  ', directs: 'accepted' });
    await turn();
    expect(changed).toEqual({ ...ann.user, status: '在忙', directs: 'accepted' });
    expect(await ground.users.find(ann.user.id)).toEqual(changed);
    expect([desk, phone, other].map(({ changes }) => changes)).toEqual([[changed], [changed], []]);
    expect(desk.caller.user).toEqual(changed);
  });

  it('takes the line away', async () => {
    const { guest, updateProfile } = await memoryWorld();
    const ann = await guest('Ann');
    await updateProfile.execute({ caller: ann, status: 'Tea' });
    expect(await updateProfile.execute({ caller: ann, status: '' })).toEqual(ann.user);
  });

  it('undoes nothing that another device has changed', async () => {
    const { guest, updateProfile, ground } = await memoryWorld();
    const ann = await guest('Ann');
    await updateProfile.execute({ caller: ann, nickname: 'Anna' });
    await updateProfile.execute({ caller: ann, status: 'Tea' });
    expect(await ground.users.find(ann.user.id)).toMatchObject({ nickname: 'Anna', status: 'Tea' });
  });

  it('tells nothing where nothing changes', async () => {
    const { guest, connect, updateProfile, turn } = await memoryWorld();
    const ann = await connect(await guest('Ann'));
    await updateProfile.execute({ caller: ann.caller, nickname: 'Ann', status: '', directs: 'everyone' });
    await updateProfile.execute({ caller: ann.caller });
    await turn();
    expect(ann.changes).toEqual([]);
    for (let n = 0; n < 2; n += 1) {
      const quiet = { from: '22:00', to: '07:00', zone: 'UTC' };
      await updateProfile.execute({ caller: ann.caller, quiet });
    }
    await turn();
    expect(ann.changes).toHaveLength(1);
  });

  it.each([
    [{ nickname: ' ' }, 'nickname.invalid'],
    [{ status: 'x'.repeat(81) }, 'profile.status_invalid'],
    [{ status: 'two\nlines' }, 'profile.status_invalid'],
    [{ status: 'fine', nickname: '\u202e' }, 'nickname.invalid'],
  ])('refuses %j, and changes nothing', async (change, code) => {
    const { guest, updateProfile, ground } = await memoryWorld();
    const ann = await guest('Ann');
    await expect(updateProfile.execute({ caller: ann, ...change })).rejects.toEqual(refused(code));
    expect(await ground.users.find(ann.user.id)).toEqual(ann.user);
  });
});

describe('ShowUser', () => {
  it('tells who someone is, and how the caller stands to them', async () => {
    const { guest, account, setContact, showUser } = await memoryWorld();
    const [ann, bob] = [await guest('Ann'), await account('Bob')];
    const show = { caller: ann, user: bob.user.id };
    expect(await showUser.execute(show)).toEqual({ user: bob.user, contact: undefined });
    await setContact.execute({ ...show, state: 'blocked' });
    expect(await showUser.execute(show)).toEqual({ user: bob.user, contact: 'blocked' });
    const other = { caller: bob, user: ann.user.id };
    expect(await showUser.execute(other)).toEqual({ user: ann.user, contact: undefined });
    await expect(showUser.execute({ caller: ann, user: 'nobody' })).rejects.toEqual(
      refused('user.not_found'),
    );
  });
});

describe('FindUsers', () => {
  it.each(['bob', ' BOB ', '10001'])('finds an account by %j', async (query) => {
    const { guest, account, findUsers } = await memoryWorld();
    const bob = await account('Bob');
    expect(await findUsers.execute({ caller: await guest('Ann'), query })).toEqual([bob.user]);
  });

  it.each(['bo', 'bobb', 'b0b', '10002', 'Ann', '', '%'])('finds nobody by %j', async (query) => {
    const { guest, account, findUsers } = await memoryWorld();
    await account('Bob');
    expect(await findUsers.execute({ caller: await guest('Ann'), query })).toEqual([]);
  });

  it('does not let anyone count through all numbers', async () => {
    const { guest, findUsers } = await memoryWorld(undefined, { limited: true });
    const ann = await guest('Ann');
    for (let n = 0; n < limits.lookups.burst; n += 1)
      await findUsers.execute({ caller: ann, query: `${10_001 + n}` });
    await expect(findUsers.execute({ caller: ann, query: '10001' })).rejects.toEqual(refused('rate_limited'));
  });
});

describe('SetContact', () => {
  it('accepts, blocks and forgets, for the caller alone', async () => {
    const { guest, setContact, listContacts } = await memoryWorld();
    const [ann, bob, cem] = [await guest('Ann'), await guest('Bob'), await guest('Cem')];
    await setContact.execute({ caller: ann, user: bob.user.id, state: 'accepted' });
    await setContact.execute({ caller: ann, user: cem.user.id, state: 'blocked' });
    expect(await listContacts.execute({ caller: ann })).toEqual([
      { user: bob.user, state: 'accepted' },
      { user: cem.user, state: 'blocked' },
    ]);
    expect(await listContacts.execute({ caller: bob })).toEqual([]);
    await setContact.execute({ caller: ann, user: cem.user.id, state: 'none' });
    await setContact.execute({ caller: ann, user: cem.user.id, state: 'none' });
    expect(await listContacts.execute({ caller: ann })).toEqual([{ user: bob.user, state: 'accepted' }]);
  });

  it('knows neither oneself nor strangers', async () => {
    const { guest, setContact } = await memoryWorld();
    const ann = await guest('Ann');
    for (const user of [ann.user.id, 'nobody'])
      await expect(setContact.execute({ caller: ann, user, state: 'blocked' })).rejects.toEqual(
        refused('user.not_found'),
      );
  });
});

describe('SetAvatar', () => {
  it('shows the caller by an image, to all connections and rooms', async () => {
    const { guest, connect, setAvatar, showAvatar, ground, clock, say } = await memoryWorld();
    const [ann, bob] = [await connect(await guest('Ann')), await connect(await guest('Bob'))];
    await clock.advance(1000);
    const image = png(64, 64);
    const user = await setAvatar.execute({ caller: ann.caller, image });
    await clock.advance(1000);
    const author = { id: user.id, nickname: 'Ann', avatar: user.avatar };
    expect(bob.presence.at(-1)?.joined).toEqual([{ ...author, presence: 'online' }]);
    await say(ann.caller, 'Look');
    await clock.advance(0);
    expect(bob.runs.at(-1)?.entries).toMatchObject([{ message: { author } }]);
    expect(user.avatar).not.toBe('');
    expect(await ground.users.find(user.id)).toEqual(user);
    expect(ann.changes).toEqual([user]);
    expect(await showAvatar.execute({ digest: user.avatar })).toEqual({ type: 'image/png', bytes: image });
  });

  it('keeps no image that nobody is shown by', async () => {
    const { guest, setAvatar, showAvatar } = await memoryWorld();
    const [ann, bob] = [await guest('Ann'), await guest('Bob')];
    const set = async (caller: typeof ann, size?: number) =>
      (await setAvatar.execute({ caller, image: size === undefined ? undefined : png(size, size) })).avatar;
    const shared = await set(ann, 1);
    expect(await set(bob, 1)).toBe(shared);
    await set(ann, 2);
    await expect(showAvatar.execute({ digest: shared })).resolves.toBeDefined();
    expect(await set(bob)).toBe('');
    await expect(showAvatar.execute({ digest: shared })).rejects.toEqual(refused('avatar.not_found'));
  });

  it('takes no other file, and changes nothing then', async () => {
    const { guest, setAvatar, ground } = await memoryWorld();
    const ann = await guest('Ann');
    const image = Buffer.from('<svg onload="alert(1)"/>');
    await expect(setAvatar.execute({ caller: ann, image })).rejects.toEqual(refused('avatar.invalid'));
    expect(await ground.users.find(ann.user.id)).toEqual(ann.user);
  });
});
