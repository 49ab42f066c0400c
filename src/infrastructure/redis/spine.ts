/**
 * What can be told of a log's entries without reading them: four bytes each, in order, of which the first bits say what
 * it is, and the others who wrote it, by a number that the room gave. It counts what is unread, exactly, for next to nothing.
 */

/** The bytes of an entry. */
const SIZE = 4;

/** What an entry is, in the three highest bits. */
export const KIND = { change: 0, notice: 1, message: 2, recalled: 3 } as const;

const AUTHORS = 2 ** 28;
const KINDS = 2 ** 29;

/** For scripts: the place of an entry in the spine, from its seq, and what stands there. */
export const SPINE = `
  local function note(spine, seq, kind, author)
    redis.call('SETRANGE', spine, (seq - 1) * ${SIZE}, struct.pack('>I4', kind * ${KINDS} + author))
  end

  local function author_number(authors, user)
    local known = redis.call('HGET', authors, user)
    if known then return tonumber(known) end
    local number = redis.call('HLEN', authors) + 1
    redis.call('HSET', authors, user, number)
    return number
  end
`;

/** For scripts: what stands at a place in a part of the spine. */
export const READ_SPINE = `
  local function vertebra(part, at)
    local value = struct.unpack('>I4', part, at * ${SIZE} + 1)
    return math.floor(value / ${KINDS}), value % ${AUTHORS}
  end
`;

/** The first and the last byte of so many entries after a seq. */
export const bytesAfter = (seq: number, count: number): readonly [number, number] => [
  seq * SIZE,
  (seq + count) * SIZE - 1,
];

export interface Vertebra {
  readonly seq: number;
  readonly kind: number;
  readonly author: number;
}

/** The entries in a part of the spine that begins after a seq. */
export function* vertebrae(part: Buffer, after: number): Iterable<Vertebra> {
  for (let at = 0; at + SIZE <= part.length; at += SIZE) {
    const value = part.readUInt32BE(at);
    yield { seq: after + at / SIZE + 1, kind: Math.floor(value / KINDS), author: value % AUTHORS };
  }
}
