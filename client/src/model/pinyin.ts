/** The letters that syllables begin with, and of each the character that comes first when Chinese is put in order. */
const LETTERS = 'abcdefghjklmnopqrstwxyz';
const FIRST = Array.from('吖八嚓咑妸发旮哈丌咔垃呣拏喔妑七呥仨他屲夕丫帀');

/** Every browser knows how Chinese is read, for it can sort by it: so no dictionary has to be fetched. */
const { compare } = new Intl.Collator('zh-Hans-CN-u-co-pinyin');

/**
 * The text with the first letter of its reading for each Chinese character: 测试文档 is `cswd`. A character of several
 * readings has the most common one.
 */
export const initials = (text: string): string =>
  text.replace(/\p{Script=Han}/gu, (character) => {
    const at = FIRST.findLastIndex((first) => compare(first, character) <= 0);
    return LETTERS[at] ?? character;
  });
