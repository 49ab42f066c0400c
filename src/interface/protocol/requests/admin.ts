import { z } from 'zod';
import { AppointAdministrator } from '../../../application/use-cases/appoint-administrator.js';
import { BanUser } from '../../../application/use-cases/ban-user.js';
import { ClaimServer } from '../../../application/use-cases/claim-server.js';
import { ListAllRooms } from '../../../application/use-cases/list-all-rooms.js';
import { ListUsers } from '../../../application/use-cases/list-users.js';
import { ResetPassword } from '../../../application/use-cases/reset-password.js';
import { presentCountedRoom, presentKnownUser, presentUser } from '../present.js';
import { request } from '../request.js';
import { CountedRoom, Cursor, Id, KnownUser, User } from '../schemas.js';

/** What is for whoever runs the server. */
export const adminRequests = {
  'server:claim': request({
    summary: 'Makes the account that brings the token which the server printed its administrator.',
    input: z.strictObject({ token: z.string().max(100) }),
    output: z.object({ user: User }),
    http: { method: 'POST', path: '/api/server/claim' },
    useCase: ClaimServer,
    async answer(claimServer, input, caller) {
      return { user: presentUser(await claimServer.execute({ ...input, caller })) };
    },
  }),
  'admin:users': request({
    summary: 'All users there are, those who came last first, a page at a time.',
    input: z.strictObject({ query: z.string().min(1).max(100).optional(), cursor: Cursor.optional() }),
    output: z.object({ users: z.array(KnownUser), cursor: Cursor.optional() }),
    http: { method: 'GET', path: '/api/admin/users' },
    useCase: ListUsers,
    async answer(listUsers, input) {
      const { users, cursor } = await listUsers.execute(input);
      return { users: users.map(presentKnownUser), ...(cursor !== undefined && { cursor }) };
    },
  }),
  'admin:rooms': request({
    summary: 'All rooms that have names, private ones as well, a page at a time.',
    input: z.strictObject({ cursor: Cursor.optional() }),
    output: z.object({ rooms: z.array(CountedRoom), cursor: Cursor.optional() }),
    http: { method: 'GET', path: '/api/admin/rooms' },
    useCase: ListAllRooms,
    async answer(listAllRooms, input) {
      const { rooms, cursor } = await listAllRooms.execute(input);
      return { rooms: rooms.map(presentCountedRoom), ...(cursor !== undefined && { cursor }) };
    },
  }),
  'admin:ban': request({
    summary: 'Bans a user from the server and signs the user out everywhere, or lets the user in again.',
    input: z.strictObject({ user: Id, on: z.boolean() }),
    output: z.object({}),
    http: { method: 'PUT', path: '/api/admin/users/:user/ban' },
    useCase: BanUser,
    async answer(banUser, input) {
      await banUser.execute(input);
      return {};
    },
  }),
  'admin:appoint': request({
    summary: 'Makes an account an administrator of the server, or one that is none any more.',
    input: z.strictObject({ user: Id, on: z.boolean() }),
    output: z.object({ user: KnownUser }),
    http: { method: 'PUT', path: '/api/admin/users/:user/administrator' },
    useCase: AppointAdministrator,
    async answer(appointAdministrator, input) {
      return { user: presentKnownUser(await appointAdministrator.execute(input)) };
    },
  }),
  'admin:password': request({
    summary: 'Gives an account another password, which is told once, and signs it out everywhere.',
    input: z.strictObject({ user: Id }),
    output: z.object({ password: z.string() }),
    http: { method: 'POST', path: '/api/admin/users/:user/password' },
    useCase: ResetPassword,
    async answer(resetPassword, input) {
      return { password: await resetPassword.execute(input) };
    },
  }),
};
