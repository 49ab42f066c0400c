import { ChatError } from './chat-error.js';

/** One emoji that Unicode recommends for general interchange, whatever it is made of. */
// Made at run time: the compiler knows the flag only for targets that are younger than what we support.
const EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v');

/** No emoji has more UTF-16 code units: families of four, and flags of regions. */
const LONGEST = 16;

/** The emoji of a reaction. Throws `message.reaction_invalid` for anything else. */
export function reactionEmoji(emoji: string): string {
  if (emoji.length > LONGEST || !EMOJI.test(emoji)) throw new ChatError('message.reaction_invalid');
  return emoji;
}
