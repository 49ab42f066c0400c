import { situations } from '../../domain/chat-error.js';
import { IMAGE_TYPES } from '../../domain/image.js';
import { cookieNames } from '../credentials.js';
import { BYTES, endpoints, type Endpoint, type Outcome } from '../protocol/endpoints.js';
import type { Request } from '../protocol/request.js';
import { requestTable } from '../protocol/requests.js';
import { NamedSchemas, type JsonSchema } from './named-schemas.js';
import { nounOf, operationId } from './names.js';
import { refusalResponses, refusalsOf } from './refusals.js';

const ABOUT =
  'What a client can ask of Parley over HTTP. PROTOCOL.md says what may be relied on, /api/asyncapi.json ' +
  'what goes over Socket.IO and the streams of events.';

const JSON_TYPE = 'application/json';
const STREAM_TYPE = 'text/event-stream';

/** Everything that goes over HTTP, in the words of OpenAPI 3.1. */
export function openApi(version: string): object {
  const schemas = new NamedSchemas('draft-2020-12');
  const twins = Array.from(requestTable, ([name, row]) => [name, twinOf(name, row)] as const);
  const all: Readonly<Record<string, Endpoint>> = { ...Object.fromEntries(twins), ...endpoints };
  const paths: Record<string, Record<string, object>> = {};
  for (const [name, endpoint] of Object.entries(all)) {
    const path = (paths[endpoint.path.replaceAll(/:(\w+)/g, '{$1}')] ??= {});
    path[endpoint.method.toLowerCase()] = operation(name, endpoint, schemas);
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Parley', version, description: ABOUT, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/', description: 'Where this document came from.' }],
    paths,
    components: {
      responses: refusalResponses(schemas),
      schemas: schemas.named,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'For programs.' },
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: cookieNames.plain,
          description: `For the page. Over TLS it is \`${cookieNames.secure}\`. A change also takes an Origin.`,
        },
      },
    },
  };
}

/** A request of the table as a path like any other. */
function twinOf(name: string, { summary, http, input, output }: Request): Endpoint {
  const { method, path, status = 200 } = http;
  return {
    summary,
    details: `On Socket.IO it is \`${name}\`.`,
    method,
    path,
    session: 'needed',
    input,
    outcomes: { [status]: { summary: 'The answer.', data: output } },
    refusals: Object.values(situations).map(([kind]) => kind),
  };
}

function operation(name: string, endpoint: Endpoint, schemas: NamedSchemas): object {
  const { summary, details, method, path, session, input, headers, outcomes } = endpoint;
  const fields = input ? schemas.of(input) : {};
  const isInPath = (field: string): boolean => path.split('/').includes(`:${field}`);
  const others = only(fields, (field) => !isInPath(field));
  return {
    operationId: operationId(name),
    tags: [nounOf(name)],
    summary,
    ...(details !== undefined && { description: details }),
    security: [
      ...(session === 'unused' ? [] : [{ token: [] }, { cookie: [] }]),
      ...(session === 'optional' ? [{}] : []),
    ],
    parameters: [
      ...parameters('path', only(fields, isInPath)),
      ...(method === 'GET' || endpoint.bytes ? parameters('query', others) : []),
      ...(headers ? parameters('header', schemas.of(headers)) : []),
    ],
    ...requestBody(endpoint, others),
    responses: {
      ...refusalsOf(endpoint.refusals),
      ...Object.fromEntries(
        Object.entries(outcomes).map(([status, outcome]) => [status, answer(outcome, schemas)]),
      ),
    },
  };
}

function only(schema: JsonSchema, keep: (field: string) => boolean): JsonSchema {
  const { properties = {}, required = [] } = schema;
  const kept = Object.entries(properties).filter(([field]) => keep(field));
  return { ...schema, properties: Object.fromEntries(kept), required: required.filter(keep) };
}

function parameters(place: string, { properties = {}, required = [] }: JsonSchema): object[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema,
  }));
}

function requestBody({ method, image, bytes }: Endpoint, schema: JsonSchema): object {
  const { properties = {}, required = [] } = schema;
  if (image || bytes) return { requestBody: { required: true, content: image ? images() : { [BYTES]: {} } } };
  if (method === 'GET') return {};
  if (Object.keys(properties).length === 0) return {};
  return { requestBody: { required: required.length > 0, content: { [JSON_TYPE]: { schema } } } };
}

/** Bytes, of any of the types that an avatar can be of. */
const images = (): object => Object.fromEntries(IMAGE_TYPES.map((type) => [type, {}]));

function answer(
  { summary: description, data, stream, image, bytes }: Outcome,
  schemas: NamedSchemas,
): object {
  if (image) return { description, content: images() };
  if (bytes) return { description, content: { [bytes]: {} } };
  if (!data) return { description };
  const schema = schemas.of(data);
  // The schema of such a text says what is in it once it is read as a stream.
  const text = { type: 'string', contentMediaType: STREAM_TYPE, contentSchema: schema };
  return { description, content: stream ? { [STREAM_TYPE]: { schema: text } } : { [JSON_TYPE]: { schema } } };
}
