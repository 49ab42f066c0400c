/** The JSON of what is presented for many. */
const texts = new WeakMap<object, string>();

/** Presents what many are told at the same time once for all of them, and encodes it once. */
export function forMany<Known extends object, Presented extends object>(
  present: (known: Known) => Presented,
): (known: Known) => Presented {
  const presented = new WeakMap<Known, Presented>();
  return (known) => {
    let value = presented.get(known);
    if (!value) {
      value = present(known);
      presented.set(known, value);
      texts.set(value, JSON.stringify(value));
    }
    return value;
  };
}

/** The same as `JSON.stringify`, which takes long where a field is presented for many. */
export function toJson(data: object): string {
  const fields = Object.entries(data) as [string, unknown][];
  if (!fields.some(([, field]) => encodedBefore(field) !== undefined)) return JSON.stringify(data);
  const encoded = fields.flatMap(([name, field]) => {
    const text = encodedBefore(field) ?? JSON.stringify(field);
    return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
  });
  return `{${encoded.join(',')}}`;
}

const encodedBefore = (field: unknown): string | undefined =>
  typeof field === 'object' && field !== null ? texts.get(field) : undefined;
