import type { RoomId } from '../../../domain/room.js';
import { findRecords, isMessage } from '../entry-record.js';
import { roomKeys } from '../keys.js';
import type { Redis } from '../redis.js';
import { script } from '../script.js';
import { BLOCK, blockOf, noteOf, STEP } from './notes.js';

/** So many blocks wait at most: what is not noted is still found. */
const WAITING = 10_000;

/** Notes what was said, one block after the other, behind whoever said it. What fails is noted when it is looked for. */
export class NoteKeeper {
  private readonly waiting = new Map<string, () => Promise<void>>();
  private working = false;

  constructor(private readonly redis: Redis) {}

  /** Told of what was appended. */
  follow(room: RoomId, seq: number): void {
    if (seq % STEP === 0) this.plan(room, blockOf(seq));
  }

  /** Notes a block, when those before are done. */
  plan(room: RoomId, block: number): void {
    if (this.waiting.size < WAITING) this.waiting.set(`${block} ${room}`, () => this.note(room, block));
    if (!this.working) void this.work();
  }

  /** Leaves the others to whoever looks for them. */
  close(): void {
    this.waiting.clear();
  }

  private async work(): Promise<void> {
    this.working = true;
    for (const [key, note] of this.waiting) {
      this.waiting.delete(key);
      await note().catch(() => {});
    }
    this.working = false;
  }

  private async note(room: RoomId, block: number): Promise<void> {
    const { room: about, notes } = roomKeys(room);
    const state = await this.redis.command<(string | null)[]>('HMGET', about, 'epoch', 'changes', 'head');
    const first = block * BLOCK + 1;
    const last = Math.min(first + BLOCK - 1, Number(state[2]));
    const seqs = Array.from({ length: Math.max(last - first + 1, 0) }, (_, n) => first + n);
    if (seqs.length === 0) return;
    const records = await findRecords(this.redis, room, seqs);
    const entries = records.map((record) => {
      const said = isMessage(record) && record.entry.state?.recalledAt === undefined;
      return said ? record.entry : undefined;
    });
    const [epoch, changes] = state.map((value) => value ?? '') as [string, string];
    await this.redis.run(NOTE, [about, notes(block)], [epoch, changes, last, noteOf(entries)]);
  }
}

/** Only what is still as it was read. */
const NOTE = script(`
  local epoch, changes, head = unpack(redis.call('HMGET', KEYS[1], 'epoch', 'changes', 'head'))
  if epoch ~= ARGV[1] or (changes or '') ~= ARGV[2] or tonumber(head) < tonumber(ARGV[3]) then return end
  redis.call('SET', KEYS[2], ARGV[4])`);
