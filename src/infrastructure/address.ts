export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Undefined where the text is none. An address of IPv6 stands in brackets. */
export function addressOf(text: string, standard: number): Address | undefined {
  const [, bracketed, plain, port] = /^(?:\[([\da-fA-F:.]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  return host === undefined ? undefined : { host, port: port === undefined ? standard : Number(port) };
}
