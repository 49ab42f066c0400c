import { z } from 'zod';
import type { ErrorKind } from '../../domain/chat-error.js';
import { events, streamEvents, streams } from './events.js';
import { Attachment, AvatarDigest, Count, Id, Login, Nickname, Password, User, Username } from './schemas.js';

export const AccountClaim = z.strictObject({ username: Username, password: Password });

/** A nickname, or what an account signs in by. */
export const Introduction = z
  .strictObject({
    nickname: Nickname.optional(),
    username: Login.optional(),
    password: Password.optional(),
  })
  .transform(({ nickname, username, password }, context) => {
    if (nickname === undefined && username !== undefined && password !== undefined)
      return { nickname, username, password };
    if (nickname !== undefined && username === undefined && password === undefined) return { nickname };
    context.addIssue('Give a nickname, or a username and a password');
    return z.NEVER;
  });

export const Introduced = z.object({
  user: User,
  token: z.string().describe('Whoever holds it is this user. It is not told again.'),
});

export const AvatarWanted = z.strictObject({ digest: AvatarDigest });

export const Policy = z
  .object({
    fileLimit: Count.describe('The largest file that this server takes, in bytes.'),
    fileQuota: Count.describe('So many bytes all files of one user have together, at most.'),
    recallSeconds: Count.describe('For so long people can recall what they said.'),
  })
  .meta({ id: 'Policy' });

export type Policy = z.input<typeof Policy>;

export const Known = z.object({ user: User });

export const Shown = z.object({ user: User, policy: Policy });

/** A name may be longer than what is made of it. */
export const FileUpload = z.strictObject({ room: Id, name: z.string().max(1024) });

export const Uploaded = z.object({ file: Attachment });

export const FileWanted = z.strictObject({ file: Id });

export const EventsQuery = z.strictObject({
  room: Id.optional().describe('The room to hear. Without it: how far all rooms of the user have come.'),
});

const LastEventId = z.string().describe('The `id` of the last event that came, to go on behind it.');

const Range = z.string().describe('One range of bytes, such as `bytes=0-1023`.');

export const Live = z.object({ status: z.literal('live') });

export const Ready = z.object({
  status: z.literal('ready'),
  concern: z.string().optional().describe('What is wrong though requests do not fail.'),
});

export const NotReady = z.object({ status: z.literal('not ready'), trouble: z.string() });

export const BYTES = 'application/octet-stream';

const AnyDocument = z.looseObject({});

const streamed = { ...events, ...streamEvents };

const Events = z.array(
  z.union(
    Object.entries(streamed).map(([name, { data }]) =>
      z.object({ event: z.literal(name), id: z.string().optional(), data }),
    ),
  ),
);

const listed = (names: readonly (keyof typeof streamed)[]): string =>
  names.map((name) => `- \`${name}\`: ${streamed[name].summary}`).join('\n');

export interface Outcome {
  readonly summary: string;
  /** What is answered; nothing where it is absent. */
  readonly data?: z.ZodType;
  /** Whether the data comes as server-sent events, one by one. */
  readonly stream?: true;
  /** Whether it is an image. */
  readonly image?: true;
  /** The type of what is bytes, and nothing that a schema tells of. */
  readonly bytes?: string;
}

/** A path that HTTP answers. Its input is in the query where it is a GET or takes bytes, and else in the body. */
export interface Endpoint {
  readonly summary: string;
  readonly details?: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** Whether it asks who calls. */
  readonly session: 'needed' | 'optional' | 'unused';
  readonly input?: z.ZodType;
  /** Whether the body is an image, of one of the types that an avatar can be of. */
  readonly image?: true;
  /** Whether the body is bytes of any kind. */
  readonly bytes?: true;
  readonly headers?: z.ZodType;
  readonly outcomes: Readonly<Record<number, Outcome>>;
  readonly refusals: readonly ErrorKind[];
}

/** What anything can be refused for that asks who calls. */
const always: readonly ErrorKind[] = ['invalid', 'forbidden', 'unavailable'];

/** What is no request of the table: sessions, because they set the page's cookie, streams, and what is for tools. */
export const endpoints = {
  'session:start': {
    summary:
      'With a nickname: makes a newcomer a guest and a member of the lobby; who has a session is renamed. ' +
      'With a username and a password: signs an account in.',
    method: 'POST',
    path: '/api/session',
    session: 'optional',
    input: Introduction,
    outcomes: {
      200: { summary: 'The caller was here already, and has the new nickname now.', data: Known },
      201: {
        summary:
          'A newcomer, or an account, with a session. The cookie is set, and the session before is over.',
        data: Introduced,
      },
    },
    refusals: [...always, 'unauthenticated', 'rate_limited'],
  },
  'session:show': {
    summary: 'Tells who the caller is. A browser gets its cookie anew.',
    method: 'GET',
    path: '/api/session',
    session: 'needed',
    outcomes: { 200: { summary: 'The user, and what this server allows.', data: Shown } },
    refusals: [...always, 'unauthenticated'],
  },
  'session:end': {
    summary: 'Signs out: the token is worth nothing from now on, and its connections are closed.',
    method: 'DELETE',
    path: '/api/session',
    session: 'needed',
    outcomes: { 204: { summary: 'The session is over.' } },
    refusals: [...always, 'unauthenticated'],
  },
  'account:claim': {
    summary: 'Makes the guest an account, under another token: its other connections are closed.',
    method: 'POST',
    path: '/api/account',
    session: 'needed',
    input: AccountClaim,
    outcomes: { 201: { summary: 'The same user. The cookie is set.', data: Introduced } },
    refusals: [...always, 'unauthenticated', 'conflict', 'rate_limited'],
  },
  'avatar:set': {
    summary: 'Shows the caller by another image from now on, everywhere at once.',
    details: 'A PNG, JPEG or WebP, known by what is in it.',
    method: 'PUT',
    path: '/api/avatar',
    session: 'needed',
    image: true,
    outcomes: { 200: { summary: 'The user, with the digest.', data: Known } },
    refusals: [...always, 'unauthenticated', 'rate_limited'],
  },
  'avatar:remove': {
    summary: 'Shows the caller by no image.',
    method: 'DELETE',
    path: '/api/avatar',
    session: 'needed',
    outcomes: { 200: { summary: 'The user.', data: Known } },
    refusals: [...always, 'unauthenticated', 'rate_limited'],
  },
  'avatar:show': {
    summary: 'The image of a digest. It never changes.',
    method: 'GET',
    path: '/api/avatars/:digest',
    session: 'unused',
    input: AvatarWanted,
    outcomes: { 200: { summary: 'The image.', image: true } },
    refusals: ['invalid', 'not_found', 'unavailable'],
  },
  'file:upload': {
    summary: 'Takes in a file that is to go with a message in the room.',
    details:
      'What it is, its first bytes say. A picture is made anew from its pixels, and carries nothing else.',
    method: 'POST',
    path: '/api/rooms/:room/files',
    session: 'needed',
    input: FileUpload,
    bytes: true,
    outcomes: { 201: { summary: 'What `message:send` takes, within a day.', data: Uploaded } },
    refusals: [...always, 'unauthenticated', 'not_found', 'conflict', 'rate_limited'],
  },
  'file:show': {
    summary: 'The file, for whoever may see its message, and for whoever uploaded it before that is sent.',
    details: 'Parts of it by `Range`. It never changes, and is gone when its message is recalled.',
    method: 'GET',
    path: '/api/files/:file',
    session: 'needed',
    input: FileWanted,
    headers: z.object({ Range: Range.optional() }),
    outcomes: {
      200: { summary: 'The file, of its own type where that can be shown.', bytes: BYTES },
      206: { summary: 'The part asked for.', bytes: BYTES },
      304: { summary: 'It is the one that the caller has: `If-None-Match`.' },
      416: { summary: 'It is not as long as that.' },
    },
    refusals: [...always, 'unauthenticated', 'not_found', 'rate_limited'],
  },
  'file:preview': {
    summary: 'A smaller picture of it, in WebP, where there is one.',
    method: 'GET',
    path: '/api/files/:file/preview',
    session: 'needed',
    input: FileWanted,
    outcomes: {
      200: { summary: 'The picture.', bytes: 'image/webp' },
      304: { summary: 'It is the one that the caller has: `If-None-Match`.' },
    },
    refusals: [...always, 'unauthenticated', 'not_found', 'rate_limited'],
  },
  'events:hear': {
    summary: 'Server-sent events: of a room, or of how far all rooms of the user have come.',
    details: `With \`room\`:\n\n${listed(streams.room)}\n\nWithout:\n\n${listed(streams.heads)}`,
    method: 'GET',
    path: '/api/events',
    session: 'needed',
    input: EventsQuery,
    headers: z.object({ 'Last-Event-ID': LastEventId.optional() }),
    outcomes: { 200: { summary: 'Events, until either side ends the stream.', data: Events, stream: true } },
    refusals: [...always, 'unauthenticated', 'not_found'],
  },
  'health:live': {
    summary: 'Whether the process can answer.',
    method: 'GET',
    path: '/health/live',
    session: 'unused',
    outcomes: { 200: { summary: 'It can.', data: Live } },
    refusals: [],
  },
  'health:ready': {
    summary: 'Whether requests can succeed.',
    method: 'GET',
    path: '/health/ready',
    session: 'unused',
    outcomes: {
      200: { summary: 'They can.', data: Ready },
      503: { summary: 'The store cannot take writes, or the server goes down.', data: NotReady },
    },
    refusals: [],
  },
  'documents:open-api': {
    summary: 'What goes over HTTP, for tools that read OpenAPI: this document.',
    method: 'GET',
    path: '/api/openapi.json',
    session: 'unused',
    outcomes: { 200: { summary: 'OpenAPI 3.1.', data: AnyDocument } },
    refusals: [],
  },
  'documents:async-api': {
    summary: 'What goes over Socket.IO and the streams of events, for tools that read AsyncAPI.',
    method: 'GET',
    path: '/api/asyncapi.json',
    session: 'unused',
    outcomes: { 200: { summary: 'AsyncAPI 3.0.', data: AnyDocument } },
    refusals: [],
  },
} as const satisfies Record<string, Endpoint>;
