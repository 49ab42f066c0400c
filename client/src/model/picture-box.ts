import type { Attachment } from '../protocol.js';

/** The longer side of a picture in the timeline, in pixels. */
const LONGEST = 340;

/** No side is shorter: it is there to be seen and to be touched. */
const SHORTEST = 48;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How large a picture is in the timeline: known before it comes, so that nothing moves when it does. */
export function boxOf({ width = 1, height = 1 }: Pick<Attachment, 'width' | 'height'>): Size {
  const scale = Math.min(1, LONGEST / width, LONGEST / height);
  const side = (length: number): number => Math.max(SHORTEST, Math.round(length * scale));
  return { width: side(width), height: side(height) };
}
