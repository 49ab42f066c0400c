import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** A schema in a document, as far as tests look into it. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

export interface ApiDocument {
  readonly info: { readonly version: string };
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Media {
  readonly [type: string]: { readonly schema: Schema };
}

export interface Response {
  readonly $ref?: string;
  readonly description: string;
  readonly content?: Media;
}

export interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Media };
  readonly responses: Readonly<Record<string, Response>>;
}

export interface OpenApi extends ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: ApiDocument['components'] & { readonly responses: Readonly<Record<string, Response>> };
}

export interface AsyncApi extends ApiDocument {
  readonly channels: Readonly<Record<string, { readonly messages: Readonly<Record<string, object>> }>>;
  readonly operations: Readonly<
    Record<string, { readonly action: 'send' | 'receive'; readonly reply?: object }>
  >;
  readonly components: ApiDocument['components'] & {
    readonly messages: Readonly<Record<string, { readonly name: string; readonly payload: Schema }>>;
  };
}

/** What is wrong with a value; nothing where it is as the schema says. */
export type Check = (value: unknown) => string[];

/** Turns a schema of the document into a check. Its references lead into the document. */
export function checkOf(
  { components: { schemas } }: ApiDocument,
  schema: Schema,
  draft: 'draft-7' | '2020',
): Check {
  // What a format means is in the pattern beside it.
  const options = { strict: true, allErrors: true, validateFormats: false } as const;
  const ajv = draft === 'draft-7' ? new Ajv(options) : new Ajv2020(options);
  ajv.addKeyword('components');
  const valid = ajv.compile({ ...schema, components: { schemas } });
  return (value) => {
    valid(value);
    return (valid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}

/** As `checkOf`, and fields that the document does not name are wrong. */
export const strictCheckOf: typeof checkOf = (document, schema, draft) =>
  checkOf(closed(document), closed(schema), draft);

function closed<T>(schema: T): T {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(closed) as T;
  const parts = Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, closed(part)]));
  return ('properties' in parts ? { additionalProperties: false, ...parts } : parts) as T;
}
