export interface Piece {
  readonly text: string;
  /** Where it leads, for the pieces that are links. */
  readonly href?: string;
}

/** An address ends before white space, quotes, brackets that stay open, and the punctuation of Chinese and Japanese. */
const ADDRESS = /\b(?:https?:\/\/|mailto:)[^\s<>"'`\u3000-\u303f\uff00-\uff0f\uff1a-\uff20‘’“”]+/giu;

const TRAILING = /[.,;:!?…*_~]+$/u;

const OPENING = new Map([')(', '][', '}{'].map((pair) => [pair[0]!, pair[1]!]));

const SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/** Cuts a text into plain pieces and links. Joined again, the pieces are the text. */
export function linkify(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    const href = safe(address);
    if (href === undefined) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

/** Punctuation that ends the sentence is not part of the address, and neither is a bracket opened before it. */
function trimmed(raw: string): string {
  let address = raw;
  for (;;) {
    let shorter = address.replace(TRAILING, '');
    const open = OPENING.get(shorter.at(-1) ?? '');
    if (open !== undefined && shorter.split(shorter.at(-1)!).length > shorter.split(open).length) {
      shorter = shorter.slice(0, -1);
    }
    if (shorter === address) return address;
    address = shorter;
  }
}

/** The address in full, if a link may lead there. */
export function safe(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url && SCHEMES.has(url.protocol) ? url.href : undefined;
}
