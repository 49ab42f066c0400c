/** Waits between two tries, in milliseconds: each about twice the last, at most the longest. */
const WAIT = { first: 50, longest: 1000 };

/** How long to wait after so many tries before this one. Never all processes at once, when a server comes back. */
export const pauseAfter = (tries: number): number =>
  Math.min(WAIT.first * 2 ** Math.min(tries, 10), WAIT.longest) * (0.5 + Math.random());

/** What went wrong, in a few words. Of several addresses that one name has, each may fail in its own way. */
export function reasonOf(error: unknown): string {
  const { message, errors } = error as Error & { errors?: Error[] };
  return message || errors?.map((one) => one.message).join(', ') || 'it cannot be reached';
}
