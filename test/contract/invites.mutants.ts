import type { Invites } from '../../src/application/ports/invites.js';
import type { AppendNotice, RoomLog } from '../../src/application/ports/room-log.js';
import { instead, isNotice, type Mutant, type Parts } from './mutants.js';

const invites =
  (change: (parts: Parts) => Partial<Invites>): Mutant =>
  (parts) => ({ invites: instead<Invites>(parts.invites, change(parts)) });

/** A notice is written otherwise. */
const notice =
  (change: (append: AppendNotice, parts: Parts) => AppendNotice): Mutant =>
  (parts) => ({
    log: instead<RoomLog>(parts.log, {
      append: (given) => parts.log.append(isNotice(given) ? change(given, parts) : given),
    }),
  });

/** An invite is kept otherwise. */
const kept = (change: (invites: Parts['data']['invites'], id: string) => void): Mutant =>
  notice((given, { data }) => {
    if (given.invite && given.invite.change !== 'created') change(data.invites, given.invite.id);
    return given;
  });

export const invitesMutants: Record<string, Mutant> = {
  'drops the terms': notice((given) => {
    if (given.invite?.change !== 'created') return given;
    const { expiresAt: _, maxUses: __, ...made } = given.invite.invite;
    return { ...given, invite: { change: 'created', invite: made } };
  }),
  'keeps an invite before its entry is written': notice((given, { data }) => {
    if (given.invite?.change === 'created')
      data.invites.set(given.invite.invite.id, { ...given.invite.invite, uses: 0 });
    return given;
  }),
  'lists the invites to all rooms': invites(({ data, invites }) => ({
    list: async () => (await Promise.all([...data.rooms.keys()].map((room) => invites.list(room)))).flat(),
  })),
  'lists invites by their ids': invites(({ invites }) => ({
    list: async (room) => (await invites.list(room)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  })),
  'knows who invites by the nickname of then': ({ users, data }) => ({
    users: instead(users, { update: async (id) => data.users.get(id) }),
  }),
  'counts no use': kept((all, id) => {
    const invite = all.get(id);
    if (invite) all.set(id, { ...invite, uses: -1 });
  }),
  'counts a use before it is one': kept((all, id) => {
    const invite = all.get(id);
    if (invite) all.set(id, { ...invite, uses: invite.uses + 1 });
  }),
  'lets in any number': kept((all, id) => {
    const invite = all.get(id);
    if (invite) all.set(id, { ...invite, maxUses: undefined });
  }),
  'lets in for ever': kept((all, id) => {
    const invite = all.get(id);
    if (invite) all.set(id, { ...invite, expiresAt: undefined });
  }),
  'lets into any room': notice((given, { data }) => {
    const invite = given.invite?.change === 'used' && data.invites.get(given.invite.id);
    if (invite) data.invites.set(invite.id, { ...invite, room: given.room });
    return given;
  }),
  'only says that it revokes': notice((given) => {
    if (given.invite?.change !== 'revoked') return given;
    const { invite: _, ...rest } = given;
    return rest;
  }),
  'keeps invites that let nobody in': notice((given) => {
    if (given.invite?.change !== 'created') return given;
    return { ...given, invite: { change: 'created', invite: { ...given.invite.invite, createdAt: 0 } } };
  }),
  'forgets invites to all rooms': notice((given, { data }) => {
    if (given.invite?.change === 'created')
      for (const { id, expiresAt = Infinity } of data.invites.values())
        if (expiresAt <= given.entry.at) data.invites.delete(id);
    return given;
  }),
};
