import type { EventOf, FinalHistory, History, MessageState, Send } from './history.js';

type Operation = EventOf<'send' | 'open' | 'leave' | 'mark' | 'change'>;
type End = EventOf<'acked' | 'opened' | 'left' | 'marked' | 'changed' | 'refused' | 'unclear'>;

/** One try of a send: what was asked and what came of it. */
export interface Try {
  readonly send: Send;
  readonly end: EventOf<'acked' | 'refused' | 'unclear'> | undefined;
}

/** A final history with its messages by number. */
export interface FinalRoom extends FinalHistory {
  readonly numbers: ReadonlySet<number>;
  readonly bySeq: ReadonlyMap<number, MessageState>;
}

export const sendKey = (room: string, author: string, id: string): string => `${room} ${author} ${id}`;
export const place = (room: string, epoch: string, seq: number): string => `${room} ${epoch} ${seq}`;

/** The history with what the invariants look up, gathered in one pass. */
export class Ledger {
  readonly operations = new Map<number, Operation>();
  readonly ends = new Map<number, End>();
  /** Every try of a send, by `sendKey`. */
  readonly tries = new Map<string, Try[]>();
  /** Changes asked for, by room and seq of their message: in another epoch it keeps its seq. */
  readonly changes = new Map<string, EventOf<'change'>[]>();
  /** What each reader found at the end. */
  readonly finals = new Map<string, FinalRoom[]>();
  readonly rollbacks: EventOf<'rollback'>[] = [];

  constructor(readonly history: History) {
    for (const event of history) {
      if ('op' in event && event.op !== undefined) this.link(event as Operation | End);
      if (event.type === 'rollback') this.rollbacks.push(event);
      if (event.type === 'final-history') this.keepFinal(event);
      if (event.type === 'change') push(this.changes, `${event.room} ${event.seq}`, event);
    }
    for (const send of this.operations.values()) {
      if (send.type !== 'send') continue;
      const end = this.ends.get(send.op) as Try['end'];
      push(this.tries, sendKey(send.room, send.user, send.id), { send, end });
    }
  }

  /** The acknowledged sends. */
  *acks(): Iterable<{ send: Send; ack: EventOf<'acked'> }> {
    for (const tries of this.tries.values()) {
      for (const { send, end } of tries) if (end?.type === 'acked') yield { send, ack: end };
    }
  }

  /** Everything that anyone was shown of a message: live, read, and in the final history. */
  *sightings(): Iterable<{ t: number; room: string; epoch: string; message: MessageState; who: string }> {
    for (const event of this.history) {
      if (event.type === 'shown') yield { ...event, who: event.device };
      if (event.type === 'final-history') {
        for (const message of event.messages) yield { ...event, message, who: 'the final history' };
      }
    }
  }

  /** What happened at `t` was undone by intention. */
  undone(t: number): boolean {
    return this.rollbacks.some((rollback) => rollback.to < t && t < rollback.t);
  }

  /** Since `t` the contents went back by intention, so that another epoch is due. */
  rolledBackSince(t: number): boolean {
    return this.rollbacks.some((rollback) => t < rollback.t);
  }

  private link(event: Operation | End | EventOf<'shown'>): void {
    switch (event.type) {
      case 'send':
      case 'open':
      case 'leave':
      case 'mark':
      case 'change':
        this.operations.set(event.op, event);
        break;
      case 'shown':
        break;
      default:
        this.ends.set(event.op, event);
    }
  }

  private keepFinal(found: FinalHistory): void {
    const bySeq = new Map(found.messages.map((message) => [message.seq, message]));
    push(this.finals, found.room, { ...found, bySeq, numbers: new Set(found.seqs) });
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
