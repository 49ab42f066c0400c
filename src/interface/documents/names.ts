/** `roomList` for `room:list`: names in both documents are identifiers, so that code can be made of them. */
export const operationId = (name: string): string =>
  name.replaceAll(/[:-](\w)/g, (_, initial: string) => initial.toUpperCase());

/** `room` of `room:list`. */
export const nounOf = (name: string): string => name.split(':')[0]!;
