/** The parts of JSON Schema that the protocol's schemas are written in. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly maximum?: number;
}

export const namedIn = ({ $defs = {} }: JsonSchema): Readonly<Record<string, JsonSchema>> => $defs;

export const isNamedObject = ({ type }: JsonSchema): boolean => type === 'object';

/** Name and type of each field, as documents write them: `name?` may be absent, `a.b` is `b` of the object `a`. */
export function fieldsOf({ properties = {}, required = [] }: JsonSchema, above = ''): Record<string, string> {
  const fields = Object.entries(properties).flatMap(([name, field]) => {
    const label = `${above}${name}${required.includes(name) ? '' : '?'}`;
    return field.properties ? Object.entries(fieldsOf(field, `${label}.`)) : [[label, typeOf(field)]];
  });
  return Object.fromEntries(fields) as Record<string, string>;
}

/** As documents write it. */
export function typeOf({
  $ref,
  type = '',
  const: value,
  enum: values,
  items,
  oneOf,
  anyOf,
}: JsonSchema): string {
  if ($ref !== undefined) return $ref.replace('#/$defs/', '');
  const either = oneOf ?? anyOf;
  if (either) return either.map(typeOf).join(' or ');
  if (value !== undefined) return JSON.stringify(value);
  if (items) return `${typeOf(items)}[]`;
  return values ? values.map((value) => JSON.stringify(value)).join(' or ') : type;
}
