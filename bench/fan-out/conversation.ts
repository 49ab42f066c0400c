import { setTimeout as pause } from 'node:timers/promises';
import type { Member } from './member.js';
import { marked, Tally } from './tally.js';

/** So long the last messages may take, in milliseconds. */
const PATIENCE = 10_000;

export interface Talk {
  readonly rooms: number;
  readonly members: number;
  /** In each room. */
  readonly senders: number;
  /** All together in a second; or so many messages of one sender are on their way at any time. */
  readonly pace: { readonly rate: number } | { readonly inFlight: number };
}

/** Members, room by room, who talk until they are told to stop, and what they hear of each other. */
export class Conversation {
  readonly tally: Tally;
  private readonly said: Uint32Array;
  /** By how many members a message that is on its way is still to be heard. */
  private readonly left = new Map<number, number>();
  private over = false;

  constructor(
    private readonly talk: Talk,
    private readonly all: readonly Member[],
  ) {
    this.said = new Uint32Array(talk.rooms * talk.senders);
    this.tally = new Tally(all.length, talk.senders, (number) => this.heard(number));
    for (const [n, member] of all.entries()) member.hear = (data) => this.tally.hear(n, data);
  }

  /** Resolves when it is over. */
  async run(): Promise<void> {
    const { rooms, senders, pace } = this.talk;
    if ('inFlight' in pace) {
      for (let n = 0; n < pace.inFlight; n += 1) this.say(0, 0, performance.now());
      return;
    }
    // At random moments. A message counts from when it was due, so that being late is no excuse.
    let due = performance.now();
    while (!this.over) {
      for (; due <= performance.now(); due -= (Math.log(1 - Math.random()) / pace.rate) * 1000) {
        this.say(random(rooms), random(senders), due);
      }
      await pause(1);
    }
  }

  /** Resolves when all that counts is heard, or will not be. */
  async end(): Promise<void> {
    this.over = true;
    const end = performance.now() + PATIENCE;
    while (this.tally.heard < this.tally.expected && performance.now() < end) await pause(10);
  }

  private say(room: number, sender: number, due: number): void {
    const { members, senders, pace } = this.talk;
    const number = (this.said[room * senders + sender]! += 1);
    const counts = this.tally.within(due);
    if (counts) this.tally.expected += members;
    if ('inFlight' in pace) this.left.set(number, members);
    this.all[room * members + sender]!.say(marked(sender, number, due), (at) => {
      if (counts) this.tally.acks.add(at - due);
    });
  }

  private heard(number: number): void {
    const left = this.left.get(number);
    if (left === undefined) return;
    if (left > 1) {
      this.left.set(number, left - 1);
      return;
    }
    this.left.delete(number);
    if (!this.over) this.say(0, 0, performance.now());
  }
}

const random = (below: number): number => Math.floor(Math.random() * below);
