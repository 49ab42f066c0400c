import { place, sendKey, type FinalRoom, type Ledger } from './ledger.js';
import type { MessageState } from './history.js';
import type { Violation } from './violation.js';

/** I1: what was acknowledged is in the final history, at its place, as it was sent or changed since. */
export function lost(ledger: Ledger): Violation[] {
  const found: Violation[] = [];
  for (const { send, ack } of ledger.acks()) {
    if (ledger.undone(ack.t)) continue;
    for (const final of ledger.finals.get(send.room) ?? []) {
      const kept = final.bySeq.get(ack.seq);
      const same = kept?.id === send.id && kept.author === send.user;
      const asSent = same && (kept.text === send.text || kept.rev > kept.seq);
      if (asSent && (final.epoch === ack.epoch || ledger.rolledBackSince(ack.t))) continue;
      const now = kept ? `${kept.id} by ${kept.author}` : 'nothing';
      found.push({
        name: 'lost',
        t: ack.t,
        what: `${send.id} by ${send.user}, acked at ${place(send.room, ack.epoch, ack.seq)}; at the end there is ${now} in epoch ${final.epoch}`,
      });
    }
  }
  return found;
}

/** I2: what was seen had been sent before, by that author, with that text, and was not refused. */
export function phantom(ledger: Ledger): Violation[] {
  const found: Violation[] = [];
  for (const { t, room, epoch, message, who } of ledger.sightings()) {
    const name = impostor(ledger, room, t, message);
    if (name) {
      found.push({
        name,
        t,
        what: `${message.id} by ${message.author} at ${place(room, epoch, message.seq)}, seen by ${who}`,
      });
    }
  }
  return found;
}

function impostor(
  { tries, changes }: Ledger,
  room: string,
  t: number,
  message: MessageState,
): 'phantom' | 'corrupt' | 'rejected-but-visible' | undefined {
  const sent = (tries.get(sendKey(room, message.author, message.id)) ?? []).filter(({ send }) => send.t < t);
  if (sent.length === 0) return 'phantom';
  const asked = changes.get(`${room} ${message.seq}`) ?? [];
  const changed = message.rev > message.seq;
  if (changed && asked.some((change) => change.t < t && change.text === message.text)) return undefined;
  // A message of a higher rev may have been reacted to, and say what it said.
  const same = sent.filter(({ send }) => send.text === message.text);
  if (same.length === 0) return 'corrupt';
  return same.every(({ end }) => end?.type === 'refused') ? 'rejected-but-visible' : undefined;
}

/** I3: in one epoch a send has one place, over all its tries, all readers and the end. */
export function duplicateCid(ledger: Ledger): Violation[] {
  const found: Violation[] = [];
  const seqOf = new Map<string, number>();
  const claim = (t: number, room: string, epoch: string, author: string, id: string, seq: number): void => {
    const key = `${sendKey(room, author, id)} ${epoch}`;
    const known = seqOf.get(key) ?? seq;
    seqOf.set(key, known);
    if (known !== seq)
      found.push({ name: 'duplicate-cid', t, what: `${key} stands at ${known} and at ${seq}` });
  };
  for (const { send, ack } of ledger.acks()) claim(ack.t, send.room, ack.epoch, send.user, send.id, ack.seq);
  for (const { t, room, epoch, message } of ledger.sightings()) {
    claim(t, room, epoch, message.author, message.id, message.seq);
  }
  return found;
}

/** I4: a place holds one thing, for everybody and for ever. */
export function divergentSlot(ledger: Ledger): Violation[] {
  const found: Violation[] = [];
  const held = new Map<string, string>();
  const claim = (t: number, slot: string, thing: string, who: string): void => {
    const known = held.get(slot) ?? thing;
    held.set(slot, known);
    if (known !== thing) {
      found.push({ name: 'divergent-slot', t, what: `${slot} holds ${known}, and ${thing} for ${who}` });
    }
  };
  for (const { send, ack } of ledger.acks()) {
    claim(ack.t, place(send.room, ack.epoch, ack.seq), `${send.id} by ${send.user}`, send.device);
  }
  for (const { t, room, epoch, message, who } of ledger.sightings()) {
    claim(t, place(room, epoch, message.seq), `${message.id} by ${message.author}`, who);
  }
  for (const event of ledger.history) {
    if (event.type !== 'shown' || event.kind !== 'changed') continue;
    const { t, room, epoch, seq, message, device } = event;
    claim(t, place(room, epoch, seq), `a change of ${message.seq}`, device);
  }
  return found;
}

/** I4: what was seen at a place stays there. */
export function vanished(ledger: Ledger): Violation[] {
  const found: Violation[] = [];
  for (const event of ledger.history) {
    if (event.type !== 'shown') continue;
    for (const final of ledger.finals.get(event.room) ?? []) {
      if (final.epoch !== event.epoch || final.numbers.has(event.seq)) continue;
      const slot = place(event.room, event.epoch, event.seq);
      found.push({ name: 'vanished', t: event.t, what: `${slot}, shown to ${event.device}` });
    }
  }
  return found;
}

/** I5: the final numbers are 1, 2, 3 … up to the head. */
export function gap(ledger: Ledger): Violation[] {
  return [...ledger.finals.values()].flat().flatMap(firstGap);
}

function firstGap({ t, room, epoch, head, seqs }: FinalRoom): Violation[] {
  const at = Array.from({ length: Math.max(head, seqs.length) }, (_, i) => i).find((i) => seqs[i] !== i + 1);
  if (at === undefined) return [];
  return [{ name: 'gap', t, what: `${place(room, epoch, at + 1)}: there is ${seqs[at] ?? 'nothing'}` }];
}
