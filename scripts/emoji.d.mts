/** [emoji, group, names for `:name:`, its English name, other words, its Chinese name, other words, 1 if it has tones] */
export function emojiRows(): [string, number, string, string, string, string, string, number][];
