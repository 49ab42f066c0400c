/** Every way to break the promise, and what it means to the person it happens to. */
export const violations = {
  lost: 'an acknowledged message is not in the final history as it was sent',
  phantom: 'something was seen that nobody had sent',
  corrupt: 'a message was seen with a text that its author never gave it',
  'rejected-but-visible': 'a refused message was seen',
  'duplicate-cid': 'one send stands at two places of a log',
  'divergent-slot': 'one place of a log held two things',
  vanished: 'an entry was seen and is no more',
  gap: 'the numbers of a log have a hole or a repeat',
  'out-of-order': 'a device was shown an older entry after a newer one',
  'realtime-order': 'a message stands before one that was seen or acknowledged before it was sent',
  'not-delivered': 'a device that has caught up was never shown an entry',
  'visible-duplicate': 'a device was shown an entry twice',
  leak: 'someone outside a room was handed what was said there',
  'not-converged': 'a device that has caught up shows another state of a message than the server',
  'final-state': 'an acknowledged change is not in the final history',
  resurrected: 'a recalled text was in an answer asked for after the recall',
  'marker-went-back': 'a read marker moved back',
  'marker-lost': 'an acknowledged read marker is not kept',
  'ghost-presence': 'someone who has gone is still shown as here',
  'missing-presence': 'someone who is here is not shown so',
  'silent-gap': 'an answer called complete misses an entry',
  'head-went-back': 'the head of a log fell within an epoch',
  bug: 'a request was answered with a bug of the server’s own',
  unavailable: 'after the faults, devices did not recover in the time allowed',
} as const;

export type ViolationName = keyof typeof violations;

export interface Violation {
  readonly name: ViolationName;
  /** When it became visible, on the clock of the history. */
  readonly t: number;
  /** Whom and what it concerns, for a person to find it in the history. */
  readonly what: string;
}
