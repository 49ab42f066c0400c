// What the page knows of emoji, made from emojibase when the page is built: one row each, in the order of Unicode.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const read = (path) => require(`emojibase-data/${path}.json`);

/** Newer ones are boxes on many devices of today. */
const NEWEST = 15.1;

/** Groups as emojibase numbers them, without what is only a part of others. */
const GROUPS = [0, 1, 3, 4, 5, 6, 7, 8, 9];

/** One tone, after the first character: so most of them are made, and the page makes them so. */
const LIGHT = /^.\u{1F3FB}(?!.*\u{1F3FB})/u;

const listed = (names) => (names === undefined ? [] : [names].flat());

/** As Unicode recommends it: 👍 without, ❤️ with what makes it a picture. */
const plain = (emoji) => {
  const bare = emoji.replace(/\uFE0F$/u, '');
  return /^\p{RGI_Emoji}$/v.test(bare) ? bare : emoji;
};

/** Words to find it by, each once, and none that a name begins with. */
const words = ({ tags = [] }, names) => {
  const said = new Set(names.flatMap((name) => name.toLowerCase().split(/[_\s:：、，]+/u)));
  return tags.filter((tag) => !said.has(tag.toLowerCase())).join('|');
};

/** [emoji, group, names for `:name:`, its English name, other words, its Chinese name, other words, 1 if it has tones] */
export function emojiRows() {
  const chinese = new Map(read('zh/data').map((emoji) => [emoji.hexcode, emoji]));
  const [github, own] = [read('en/shortcodes/github'), read('en/shortcodes/emojibase')];
  return read('en/data')
    .filter(({ group, version }) => GROUPS.includes(group) && version <= NEWEST)
    .sort((a, b) => a.order - b.order)
    .map(({ emoji, hexcode, group, skins = [], label, tags }) => {
      const names = [...new Set([...listed(github[hexcode]), ...listed(own[hexcode])])];
      const { label: chineseLabel, ...other } = chinese.get(hexcode);
      return [
        plain(emoji),
        GROUPS.indexOf(group),
        names.join(' '),
        label,
        words({ tags }, [...names, label]),
        chineseLabel,
        words(other, [chineseLabel]),
        skins.some(({ tone, emoji: light }) => tone === 1 && LIGHT.test(light)) ? 1 : 0,
      ];
    });
}
