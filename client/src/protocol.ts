import type { ErrorCode } from '../../src/domain/chat-error.js';
import type { Policy } from '../../src/interface/protocol/endpoints.js';
import type { EventData, ServerEvents } from '../../src/interface/protocol/events.js';
import type { RequestInput, RequestName, RequestOutput } from '../../src/interface/protocol/requests.js';

/** What goes over the wire, as the server's own table of requests types it. Types only: nothing of it is bundled. */
export type { ErrorCode, EventData, Policy, RequestInput, RequestName, RequestOutput, ServerEvents };

export type RoomId = string;
export type UserId = string;
export type Epoch = string;
export type ClientId = string;

/** A place in the log of a room, such as a message's. */
export interface Position {
  readonly epoch: Epoch;
  readonly seq: number;
}

export type Run = EventData<'room:entries'>;
export type Entry = Run['entries'][number];
export type MessageSent = Extract<Entry, { type: 'message.sent' }>;
export type MessageChanged = Extract<Entry, { type: 'message.changed' }>;
/** What has a place of its own in the timeline. */
export type Line = Exclude<Entry, MessageChanged>;
export type Notice = Exclude<Line, MessageSent>;
export type Message = MessageSent['message'];
export type Attachment = NonNullable<Message['attachments']>[number];
export type Quote = NonNullable<Message['replyTo']>;
export type Version = RequestOutput<'message:versions'>['versions'][number];
export type Reaction = NonNullable<Message['reactions']>[number];
export type Author = Message['author'] & { readonly avatar?: string | undefined };
export type ListedRoom = RequestOutput<'room:list'>['rooms'][number] & {
  readonly people?: readonly Author[] | undefined;
};
export type Joined = RequestOutput<'room:join'>;
export type Synced = Omit<RequestOutput<'room:sync'>, 'oldest'>;
export type History = RequestOutput<'room:history'>;
export type NotifyLevel = EventData<'notify:changed'>['level'];
export type Role = Member['role'];
export type Member = RequestOutput<'room:members'>['members'][number];

export type User = EventData<'user:changed'>['user'];
export type Profile = RequestOutput<'user:show'>['user'];
/** How one stands to somebody. */
export type ContactState = NonNullable<RequestOutput<'user:show'>['contact']>;
export type KnownUser = RequestOutput<'admin:users'>['users'][number];
export type Contact = RequestOutput<'contact:list'>['contacts'][number];
export type Report = RequestOutput<'report:list'>['reports'][number];
export type Hit = RequestOutput<'message:search'>['hits'][number];
export type Invite = RequestOutput<'invite:list'>['invites'][number];
export type Device = RequestOutput<'session:list'>['sessions'][number];

/** Why a session is over. */
export type Ended = EventData<'session:ended'>['code'] | 'unauthenticated';
