import { z } from 'zod';
import { AddMember } from '../../../application/use-cases/add-member.js';
import { CreateInvite } from '../../../application/use-cases/create-invite.js';
import { ListInvites } from '../../../application/use-cases/list-invites.js';
import { RevokeInvite } from '../../../application/use-cases/revoke-invite.js';
import { ShowInvite } from '../../../application/use-cases/show-invite.js';
import { UseInvite } from '../../../application/use-cases/use-invite.js';
import { INVITE_LIMIT } from '../../../domain/invite.js';
import { presentAuthor, presentInstant, presentInvite, presentRoom } from '../present.js';
import { request } from '../request.js';
import { Author, Count, Epoch, Id, Invite, inviteTerms, InviteToken, names, Room, Seq } from '../schemas.js';

/** How people come into a private room. */
export const inviteRequests = {
  'member:add': request({
    summary: 'Brings somebody into a private room.',
    input: z.strictObject({ room: Id, user: Id }),
    output: z.object({ epoch: Epoch, seq: Seq }),
    http: { method: 'POST', path: '/api/rooms/:room/members' },
    useCase: AddMember,
    async answer(addMember, input, caller) {
      const { epoch, seq } = await addMember.execute({ ...input, caller });
      return { epoch, seq };
    },
  }),
  'invite:create': request({
    summary: 'Makes an invite to a private room. Its token is told once.',
    input: z.strictObject({ room: Id, ...inviteTerms }),
    output: z.object({
      invite: Invite.pick({ id: true, expiresAt: true, maxUses: true, uses: true }).extend({
        token: InviteToken,
      }),
    }),
    http: { method: 'POST', path: '/api/rooms/:room/invites', status: 201 },
    useCase: CreateInvite,
    async answer(createInvite, input, caller) {
      const { id, token, expiresAt, maxUses } = await createInvite.execute({ ...input, caller });
      return {
        invite: {
          id,
          token,
          ...(expiresAt !== undefined && { expiresAt: presentInstant(expiresAt) }),
          ...(maxUses !== undefined && { maxUses }),
          uses: 0,
        },
      };
    },
  }),
  'invite:list': request({
    summary: 'The invites by which people can come into a private room now.',
    input: z.strictObject({ room: Id }),
    output: z.object({ invites: z.array(Invite).max(INVITE_LIMIT.open) }),
    http: { method: 'GET', path: '/api/rooms/:room/invites' },
    useCase: ListInvites,
    async answer(listInvites, input, caller) {
      const invites = await listInvites.execute({ ...input, caller });
      return { invites: invites.map(presentInvite) };
    },
  }),
  'invite:revoke': request({
    summary: 'Takes an invite back: it lets nobody in any more.',
    input: z.strictObject({ room: Id, invite: Id }),
    output: z.object({ epoch: Epoch, seq: Seq }),
    http: { method: 'DELETE', path: '/api/rooms/:room/invites/:invite' },
    useCase: RevokeInvite,
    async answer(revokeInvite, input, caller) {
      const { epoch, seq } = await revokeInvite.execute({ ...input, caller });
      return { epoch, seq };
    },
  }),
  'invite:show': request({
    summary: 'Where an invite leads, before one follows it.',
    input: z.strictObject({ token: InviteToken }),
    output: z.object({ name: names.RoomName, topic: names.Topic, memberCount: Count, by: Author }),
    http: { method: 'GET', path: '/api/invites/:token' },
    useCase: ShowInvite,
    async answer(showInvite, input, caller) {
      const { room, memberCount, by } = await showInvite.execute({ ...input, caller });
      return { name: room.name, topic: room.topic, memberCount, by: presentAuthor(by) };
    },
  }),
  'invite:use': request({
    summary: 'Makes the caller a member of the room to which the invite leads.',
    input: z.strictObject({ token: InviteToken }),
    output: z.object({ room: Room }),
    http: { method: 'POST', path: '/api/invites/:token' },
    useCase: UseInvite,
    async answer(useInvite, input, caller) {
      return { room: presentRoom(await useInvite.execute({ ...input, caller })) };
    },
  }),
};
