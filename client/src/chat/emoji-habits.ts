import { shelf } from '../io/shelf.js';
import { TONES, type Tone } from '../model/emoji.js';

const RECENT = 'emoji';
const TONE = 'emoji-tone';
const REMEMBERED = 24;

/** Which emoji are used in this browser, and in which tone. */
export const emojiHabits = {
  /** The last one used first, each as it was used. */
  recent: (): readonly string[] => shelf.get(RECENT)?.split(' ') ?? [],

  used(emoji: string): void {
    const others = emojiHabits.recent().filter((one) => one !== emoji);
    shelf.set(RECENT, [emoji, ...others].slice(0, REMEMBERED).join(' '));
  },

  tone: (): Tone => TONES.find((tone) => String(tone) === shelf.get(TONE)) ?? 0,

  keepTone: (tone: Tone): void => shelf.set(TONE, String(tone)),
};
