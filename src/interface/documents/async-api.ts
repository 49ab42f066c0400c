import { z } from 'zod';
import { cookieNames } from '../credentials.js';
import { ackOf, Connected, ConnectError, Credentials } from '../protocol/connection.js';
import { endpoints, EventsQuery } from '../protocol/endpoints.js';
import { events, streamEvents, streams } from '../protocol/events.js';
import { requestTable } from '../protocol/requests.js';
import { operationId } from './names.js';
import { NamedSchemas } from './named-schemas.js';

const ABOUT =
  'What goes over Socket.IO and the streams of server-sent events, as the server sees it: it receives requests, ' +
  'answers each by its ack, and sends events. The header `event` of a message is the name under which it is ' +
  'emitted. PROTOCOL.md says what may be relied on, /api/openapi.json what goes over HTTP.';

const CHAT =
  'The namespace `/` of Socket.IO 4, by WebSocket or long-polling. A connection hears all rooms of its user. ' +
  'PROTOCOL.md has the frames, for clients without a library.';

const STREAM =
  'Server-sent events. Those with entries have an `id`, `<epoch>:<seq>`: sent as `Last-Event-ID`, it lets a ' +
  'stream go on behind them.';

/** Everything that goes over connections that stay open, in the words of AsyncAPI 3.0. */
export function asyncApi(version: string): object {
  const schemas = new NamedSchemas('draft-7');
  const message = (name: string, summary: string, data: z.ZodType): object => ({
    name,
    summary,
    headers: schemas.of(z.object({ event: z.literal(name) })),
    payload: schemas.of(data),
  });

  const chat: Record<string, object> = {
    connect: message('connect', 'Asks to be let in.', Credentials),
    connected: message('connect', 'Let in. Events come from now on.', Connected),
    connectError: message('connect_error', 'Not let in. The connection is closed.', ConnectError),
  };
  const operations: Record<string, object> = {
    connect: {
      action: 'receive',
      summary: 'Finds the session, before anything else is heard.',
      ...messagesOf('chat', 'connect'),
      reply: messagesOf('chat', 'connected', 'connectError'),
    },
  };
  for (const [name, { summary, input, output }] of requestTable) {
    const [request, ack] = [operationId(name), `${operationId(name)}Ack`];
    chat[request] = message(name, summary, input);
    chat[ack] = message(name, `Answers \`${name}\`.`, ackOf(output));
    operations[request] = {
      action: 'receive',
      summary,
      ...messagesOf('chat', request),
      reply: messagesOf('chat', ack),
    };
  }
  for (const [name, { summary, data }] of Object.entries(events)) {
    const event = operationId(name);
    chat[event] = message(name, summary, data);
    operations[event] = { action: 'send', summary, ...messagesOf('chat', event) };
  }

  const streamed = { ...events, ...streamEvents };
  const stream: Record<string, object> = {};
  for (const name of Object.values(streams).flat()) {
    const { summary, data } = streamed[name];
    stream[operationId(name)] = message(name, summary, data);
  }
  const { method, path } = endpoints['events:hear'];
  const hear = (summary: string, names: readonly string[], query: z.ZodType): object => ({
    action: 'send',
    summary,
    ...messagesOf('stream', ...names.map(operationId)),
    bindings: { http: { method, query: schemas.of(query), bindingVersion: '0.3.0' } },
  });
  operations['streamOfRoom'] = hear('Of one room.', streams.room, EventsQuery.required());
  operations['streamOfHeads'] = hear(
    'Of how far all rooms of the user have come.',
    streams.heads,
    EventsQuery.omit({ room: true }),
  );

  return {
    asyncapi: '3.0.0',
    info: { title: 'Parley', version, description: ABOUT, license: { name: 'MIT' } },
    defaultContentType: 'application/json',
    servers: {
      'socket.io': server('ws', '/socket.io/', 'connectToken', 'cookie'),
      http: server('http', '/', 'token', 'cookie'),
    },
    channels: {
      chat: channel('/', CHAT, 'socket.io', chat),
      stream: channel(path, STREAM, 'http', stream),
    },
    operations,
    components: {
      messages: { ...chat, ...stream },
      schemas: schemas.named,
      securitySchemes: {
        connectToken: { type: 'apiKey', in: 'user', description: 'For programs: `token` of `connect`.' },
        token: { type: 'http', scheme: 'bearer', description: 'For programs.' },
        cookie: {
          type: 'httpApiKey',
          in: 'cookie',
          name: cookieNames.plain,
          description: `For the page. Over TLS it is \`${cookieNames.secure}\`.`,
        },
      },
    },
  };
}

const messagesOf = (channelId: string, ...ids: string[]): object => ({
  channel: reference('channels', channelId),
  messages: ids.map((id) => reference('channels', channelId, 'messages', id)),
});

const reference = (...path: string[]): object => ({ $ref: `#/${path.join('/')}` });

const server = (protocol: string, pathname: string, ...security: string[]): object => ({
  host: '{host}',
  pathname,
  protocol,
  variables: { host: { default: 'localhost:3000', description: 'Where this document came from.' } },
  security: security.map((scheme) => reference('components', 'securitySchemes', scheme)),
});

const channel = (address: string, description: string, on: string, messages: object): object => ({
  address,
  description,
  servers: [reference('servers', on)],
  messages: Object.fromEntries(
    Object.keys(messages).map((id) => [id, reference('components', 'messages', id)]),
  ),
});
