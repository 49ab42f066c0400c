/** Shorter strokes of a finger are none, in pixels. */
const SHORTEST = 50;

/** Which way a finger went that moved by so much; undefined where it is not plain. */
export function swipeOf(x: number, y: number): 'left' | 'right' | 'down' | undefined {
  if (Math.abs(x) > Math.max(SHORTEST, 2 * Math.abs(y))) return x < 0 ? 'left' : 'right';
  return y > Math.max(SHORTEST, 2 * Math.abs(x)) ? 'down' : undefined;
}
