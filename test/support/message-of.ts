type Said<E> =
  Extract<E, { readonly type: 'message.sent' }> extends { readonly message: infer M } ? M : never;

/** What was said, of an entry that is nothing else. */
export function messageOf<E extends { readonly type: string }>(entry: E): Said<E> {
  if (!('message' in entry)) throw new Error(`${entry.type} is no message`);
  return entry.message as Said<E>;
}
