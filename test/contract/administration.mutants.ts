import type { Overview } from '../../src/application/ports/overview.js';
import type { ServerClaim } from '../../src/application/ports/server-claim.js';
import { instead, type Mutant, type Parts } from './mutants.js';
import { ALL } from './stores.js';

const serverClaim =
  (change: (parts: Parts) => Partial<ServerClaim>): Mutant =>
  (parts) => ({ serverClaim: instead<ServerClaim>(parts.serverClaim, change(parts)) });

const overview =
  (change: (parts: Parts) => Partial<Overview>): Mutant =>
  (parts) => ({ overview: instead<Overview>(parts.overview, change(parts)) });

export const serverClaimMutants: Record<string, Mutant> = {
  'takes the last token that is proposed': serverClaim(({ serverClaim }) => {
    let last = '';
    return {
      token: async (proposed) => {
        last = proposed;
        return (await serverClaim.token(proposed)) && last;
      },
    };
  }),
  'takes any token': serverClaim(({ serverClaim }) => ({
    claim: async (_token, user) => serverClaim.claim((await serverClaim.token('any')) ?? '', user),
  })),
  'makes everybody an administrator': serverClaim(({ data, serverClaim }) => ({
    async claim(token, user) {
      const claimed = await serverClaim.claim(token, user);
      if (claimed) for (const [id, one] of data.users) data.users.set(id, { ...one, admin: true });
      return claimed;
    },
  })),
  'lets nobody use the token up': serverClaim(({ data, serverClaim }) => ({
    async claim(token, user) {
      if (!data.users.has(user)) data.users.set(user, { ...data.users.get('ann')!, id: user });
      return serverClaim.claim(token, user);
    },
  })),
  'can be claimed for ever': serverClaim(({ data, serverClaim }) => ({
    async claim(token, user) {
      const kept = await serverClaim.token('kept');
      const found = data.users.get(user);
      if (token !== kept || !found) return undefined;
      data.users.set(user, { ...found, admin: true });
      return data.users.get(user);
    },
  })),
};

export const overviewMutants: Record<string, Mutant> = {
  'shows who came first': overview(({ overview }) => ({
    users: async (wanted) =>
      (await overview.users({ ...wanted, limit: ALL })).toReversed().slice(0, wanted.limit),
  })),
  'begins anew for every page': overview(({ overview }) => ({
    users: (wanted) => overview.users({ ...wanted, before: Number.MAX_SAFE_INTEGER }),
    rooms: (_key, limit) => overview.rooms('', limit),
  })),
  'shows all at once': overview(({ overview }) => ({
    users: (wanted) => overview.users({ ...wanted, limit: ALL }),
    rooms: (key) => overview.rooms(key, ALL),
  })),
  'searches letter by letter': overview(({ overview }) => ({
    users: async ({ query, ...wanted }) =>
      (await overview.users(wanted)).filter(
        ({ user }) => query === undefined || user.nickname.includes(query),
      ),
  })),
  'shows private talks': overview(({ data, overview }) => ({
    rooms: async (key, limit) => [
      ...(await overview.rooms(key, limit)),
      ...[...data.rooms.values()]
        .filter(({ room }) => room.name === '')
        .map(({ room, members, head }) => ({ room, members: members.size, head })),
    ],
  })),
  'counts nobody': overview(({ overview }) => ({
    rooms: async (key, limit) => (await overview.rooms(key, limit)).map((one) => ({ ...one, members: 0 })),
  })),
};
