import { randomUUID } from 'node:crypto';
import type { RoomKind } from '../../src/domain/room.js';
import type { RequestName } from '../../src/interface/protocol/requests.js';
import { PUSH_KEYS } from '../support/push-keys.js';

/** How people stand to a room, by a letter. The administrator of the server is a member of none. */
export const STANDINGS = {
  s: 'stranger',
  b: 'banned',
  m: 'member',
  M: 'moderator',
  o: 'owner',
  a: 'administrator',
} as const;
export type Letter = keyof typeof STANDINGS;

export interface Cell {
  readonly room: string;
  readonly epoch: string;
  /** Another member, on whom is acted. */
  readonly target: string;
}

/** Who may ask it of a room, by kind. Of a kind that is not named, nobody. */
export interface OfRoom {
  readonly body: (cell: Cell) => Readonly<Record<string, unknown>>;
  readonly may: Readonly<Partial<Record<RoomKind, string>>>;
  /** Whether it goes on in an archived room. */
  readonly archived: 'open' | 'closed';
  /** What keeps some from it whom the room would let. */
  readonly yet?: Readonly<Partial<Record<Letter, string>>>;
}

export interface OfNoRoom {
  readonly body: () => Readonly<Record<string, unknown>>;
  readonly for: 'everybody' | 'accounts' | 'administrators';
}

/** What the administrator may, who has no place in the room, but stands as an owner where everybody is. */
const reading = { public: 'mMoa', announcement: 'mMoa', private: 'mMo', direct: 'm', notes: 'm' };
const running = { public: 'Moa', announcement: 'Moa', private: 'Mo' };
const owning = { public: 'oa', announcement: 'oa', private: 'o' };
const belonging = { public: 'mMoa', announcement: 'mMoa', private: 'mMo' };
const onTarget = (more: object = {}) => ({
  body: ({ room, target }: Cell) => ({ room, user: target, ...more }),
});
const id = (): string => randomUUID();
/** A message that is not there, as all are told who may ask. */
const nothing = ({ room, epoch }: Cell) => ({ room, epoch, seq: 999 });
const noMessage = {
  m: 'message.not_found',
  M: 'message.not_found',
  o: 'message.not_found',
  a: 'message.not_found',
};

/**
 * Who may do what, as people are promised it; the rules of the application are held against it, and not looked at. A
 * new request gets a line here: by room where its input names one, else by whom it is for.
 */
export const whoMay: Record<RequestName, OfRoom | OfNoRoom> = {
  'room:join': {
    body: ({ room }) => ({ room }),
    may: { ...reading, public: 'sbmMoa', announcement: 'sbmMoa' },
    archived: 'open',
    yet: { b: 'room.banned' },
  },
  'room:leave': {
    body: ({ room }) => ({ room }),
    may: { public: 'sbmMoa', announcement: 'sbmMoa', private: 'mMo' },
    archived: 'open',
    yet: { o: 'room.owner_needed' },
  },
  'room:sync': {
    body: ({ room, epoch }) => ({ room, epoch, after: 0 }),
    may: reading,
    archived: 'open',
  },
  'room:history': { body: ({ room }) => ({ room }), may: reading, archived: 'open' },
  'room:members': { body: ({ room }) => ({ room }), may: reading, archived: 'open' },
  'room:read': {
    body: ({ room, epoch }) => ({ room, epoch, seq: 0 }),
    may: reading,
    archived: 'open',
    yet: { a: 'room.not_member' },
  },
  'room:audit': { body: ({ room }) => ({ room }), may: running, archived: 'open' },
  'ban:list': { body: ({ room }) => ({ room }), may: running, archived: 'open' },
  'message:send': {
    body: ({ room }) => ({ room, id: id(), text: 'Hello' }),
    may: { ...reading, announcement: 'Moa' },
    archived: 'closed',
    yet: { a: 'room.not_member' },
  },
  'typing:start': {
    body: ({ room }) => ({ room }),
    may: { ...reading, announcement: 'Moa' },
    archived: 'closed',
    yet: { a: 'room.not_member' },
  },
  'user:nudge': {
    ...onTarget(),
    may: { public: 'mMoa', announcement: 'Moa', private: 'mMo', direct: 'm' },
    archived: 'closed',
    yet: { a: 'room.not_member' },
  },
  'room:notify': {
    body: ({ room }) => ({ room, level: 'none' }),
    may: reading,
    archived: 'open',
    yet: { a: 'room.not_member' },
  },
  'message:forward': {
    body: ({ room, epoch }) => ({ room, id: id(), from: { room, epoch, seq: 999 } }),
    may: { ...reading, announcement: 'Moa' },
    archived: 'closed',
    yet: noMessage,
  },
  'message:edit': {
    body: (cell) => ({ ...nothing(cell), text: 'Hello' }),
    may: { ...reading, announcement: 'Moa' },
    archived: 'closed',
    yet: noMessage,
  },
  'message:recall': { body: nothing, may: reading, archived: 'closed', yet: noMessage },
  'message:react': {
    body: (cell) => ({ ...nothing(cell), emoji: '👍', on: true }),
    may: reading,
    archived: 'closed',
    yet: noMessage,
  },
  'message:pin': {
    body: (cell) => ({ ...nothing(cell), on: true }),
    may: { ...running, direct: 'm', notes: 'm' },
    archived: 'closed',
    yet: noMessage,
  },
  'message:versions': { body: nothing, may: reading, archived: 'open', yet: noMessage },
  'room:pins': { body: ({ room }) => ({ room }), may: reading, archived: 'open' },
  'member:recall': { ...onTarget({ seconds: 60 }), may: running, archived: 'closed' },
  'member:nickname': {
    body: ({ room }) => ({ room, nickname: 'Nick' }),
    may: belonging,
    archived: 'closed',
    yet: { a: 'room.not_member' },
  },
  'room:update': { body: ({ room }) => ({ room, topic: 'Tea' }), may: running, archived: 'closed' },
  'member:role': { ...onTarget({ role: 'moderator' }), may: owning, archived: 'closed' },
  'member:mute': { ...onTarget({ seconds: 60 }), may: running, archived: 'closed' },
  'member:remove': { ...onTarget(), may: running, archived: 'closed' },
  'member:add': { ...onTarget(), may: { private: 'Mo' }, archived: 'closed' },
  'invite:create': { body: ({ room }) => ({ room }), may: { private: 'Mo' }, archived: 'closed' },
  'invite:list': { body: ({ room }) => ({ room }), may: { private: 'Mo' }, archived: 'open' },
  'invite:revoke': {
    body: ({ room }) => ({ room, invite: 'none' }),
    may: { private: 'Mo' },
    archived: 'closed',
  },
  'report:create': {
    body: ({ room, epoch }) => ({ room, epoch, seq: 1, reason: 'Why' }),
    may: { ...belonging, direct: 'm' },
    archived: 'open',
    yet: noMessage,
  },
  'report:list': { body: ({ room }) => ({ room }), may: running, archived: 'open' },
  'report:resolve': {
    body: ({ room }) => ({ room, report: 'none' }),
    may: running,
    archived: 'open',
    yet: { M: 'report.not_found', o: 'report.not_found', a: 'report.not_found' },
  },
  'ban:set': { ...onTarget({ on: true }), may: running, archived: 'closed' },

  'push:key': { body: () => ({}), for: 'everybody' },
  'push:subscribe': {
    body: () => ({ endpoint: 'https://127.0.0.1/x', keys: PUSH_KEYS }),
    for: 'everybody',
  },
  'push:unsubscribe': { body: () => ({}), for: 'everybody' },
  'room:list': { body: () => ({}), for: 'everybody' },
  'message:search': { body: () => ({ query: 'hello' }), for: 'everybody' },
  'room:create': { body: () => ({ id: id(), name: `Room ${id()}` }), for: 'everybody' },
  'invite:show': { body: () => ({ token: 'guessed' }), for: 'everybody' },
  'invite:use': { body: () => ({ token: 'guessed' }), for: 'everybody' },
  'direct:open': { body: () => ({ users: [] }), for: 'everybody' },
  'user:show': { body: () => ({ user: 'nobody' }), for: 'everybody' },
  'user:find': { body: () => ({ query: 'nobody' }), for: 'everybody' },
  'profile:update': { body: () => ({}), for: 'everybody' },
  'presence:set': { body: () => ({ status: 'online' }), for: 'everybody' },
  'contact:set': { body: () => ({ user: 'nobody', state: 'blocked' }), for: 'everybody' },
  'contact:list': { body: () => ({}), for: 'everybody' },
  'session:list': { body: () => ({}), for: 'everybody' },
  'session:revoke': { body: () => ({ session: 'nothing' }), for: 'everybody' },
  'account:password': { body: () => ({ current: 'wrong', next: 'wrong horse' }), for: 'accounts' },
  'server:claim': { body: () => ({ token: 'wrong' }), for: 'accounts' },
  'admin:users': { body: () => ({}), for: 'administrators' },
  'admin:rooms': { body: () => ({}), for: 'administrators' },
  'admin:reports': { body: () => ({}), for: 'administrators' },
  'admin:report': { body: () => ({ report: 'none' }), for: 'administrators' },
  'admin:ban': { body: () => ({ user: 'nobody', on: true }), for: 'administrators' },
  'admin:appoint': { body: () => ({ user: 'nobody', on: true }), for: 'administrators' },
  'admin:password': { body: () => ({ user: 'nobody' }), for: 'administrators' },
};
