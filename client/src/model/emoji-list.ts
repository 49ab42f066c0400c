import rows from 'emoji-rows';
import { emojiOf, type Emoji } from './emoji.js';

/** All emoji, in the order of Unicode. Fetched when they are wanted. */
export const allEmoji: readonly Emoji[] = rows.map(emojiOf);
