import { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** JSON Schemas for one document: a schema with a name stands once among its components, and is referred to. */
export class NamedSchemas {
  /** Those that were used so far. */
  readonly named: Record<string, JsonSchema> = {};

  constructor(private readonly target: 'draft-2020-12' | 'draft-7') {}

  of(type: z.ZodType): JsonSchema {
    // Requests are parsed, answers and events only written: either way what goes over the wire is what goes in.
    const text = JSON.stringify(z.toJSONSchema(type, { io: 'input', target: this.target }));
    const referring = text.replaceAll(
      /"\$ref":"#\/(?:\$defs|definitions)\//g,
      '"$ref":"#/components/schemas/',
    );
    const { $schema: _, $defs, definitions = $defs, ...schema } = JSON.parse(referring) as JsonSchema;
    Object.assign(this.named, definitions);
    return schema;
  }
}
