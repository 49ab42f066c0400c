import type { RoomId } from '../../../domain/room.js';
import { roomKeys } from '../keys.js';
import type { Redis } from '../redis.js';
import { script } from '../script.js';
import { KIND, READ_SPINE } from '../spine.js';
import { BLOCK, blockOf, HEADER, ROW, STEP, VERSION } from './notes.js';

/** So many blocks are looked through in one go: about a millisecond. */
const AT_ONCE = 256;

export interface Asked {
  /** What is noted of each message that fits. */
  readonly sought: readonly number[];
  /** The numbers of those who may have written it; undefined for all. */
  readonly authors: readonly number[] | undefined;
  /** When it was sent, from and before. */
  readonly after: number;
  readonly before: number;
  /** Between which entries to look. */
  readonly beyond: number;
  readonly below: number;
  /** How many to find. */
  readonly most: number;
}

export interface Candidates {
  /** Of messages that may fit, falling. */
  readonly seqs: readonly number[];
  /** Down to where was looked. */
  readonly reached: number;
  /** Blocks of which too little is noted. */
  readonly bare: readonly number[];
}

/** Looks through a part of a room, from the newest on. */
export async function candidates(redis: Redis, room: RoomId, asked: Asked): Promise<Candidates> {
  const { notes, spine } = roomKeys(room);
  const { sought, authors = [], after, before, beyond, below, most } = asked;
  const newest = blockOf(below - 1);
  const blocks = Math.min(newest - blockOf(beyond + 1) + 1, AT_ONCE);
  const [reached, bare, seqs] = await redis.run<[number, number[], number[]]>(
    CANDIDATES,
    [spine, ...Array.from({ length: blocks }, (_, n) => notes(newest - n))],
    [newest, beyond, below, most, after, before, authors.length, ...authors, ...sought],
  );
  return { reached, bare, seqs };
}

const CANDIDATES = script(
  READ_SPINE,
  `
  local SPINE = KEYS[1]
  local args = {}
  for i, arg in ipairs(ARGV) do args[i] = tonumber(arg) end
  local newest, beyond, below, most, after, before, count = unpack(args)
  local authors = count > 0 and {}
  for i = 8, 7 + count do authors[args[i]] = true end

  -- Which of 64 entries may fit, as two numbers of 32 bits, and how many of them are noted. Rows are fetched one by one:
  -- all of them together would cost far more.
  local function marked(note)
    local header = redis.call('GETRANGE', note, 0, ${HEADER - 1})
    if header == '' or string.byte(header) ~= ${VERSION} then return -1, -1, 0 end
    local covered, rows, first, last = struct.unpack('<BI2dd', header, 2)
    local low, high = -1, -1
    if last < after or first >= before then low, high = 0, 0 end
    for i = 8 + count, #args do
      if low == 0 and high == 0 then break end
      local from = ${HEADER} + args[i] % rows * ${ROW}
      local a, b = struct.unpack('<i4i4', redis.call('GETRANGE', note, from, from + ${ROW - 1}))
      low, high = bit.band(low, a), bit.band(high, b)
    end
    if covered < 32 then return bit.bor(low, bit.lshift(-1, covered)), -1, covered end
    if covered < 64 then high = bit.bor(high, bit.lshift(-1, covered - 32)) end
    return low, high, covered
  end

  local bare, found = {}, {}
  for i = 2, #KEYS do
    local block = newest - i + 2
    local low, high, covered = marked(KEYS[i])
    if low ~= 0 or high ~= 0 then
      local part = redis.call('GETRANGE', SPINE, block * ${4 * BLOCK}, block * ${4 * BLOCK} + ${4 * BLOCK - 1})
      local size = #part / 4
      if size - covered >= ${STEP} then bare[#bare + 1] = block end
      for at = size - 1, 0, -1 do
        local seq = block * ${BLOCK} + at + 1
        if bit.band(at < 32 and low or high, bit.lshift(1, at)) ~= 0 and seq < below and seq > beyond then
          local kind, author = vertebra(part, at)
          if kind == ${KIND.message} and (not authors or authors[author]) then
            found[#found + 1] = seq
            if #found >= most then return {seq, bare, found} end
          end
        end
      end
    end
  end
  return {(newest - #KEYS + 2) * ${BLOCK} + 1, bare, found}`,
);
