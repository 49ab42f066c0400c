/** Letters of other scripts, and other forms, that are drawn like the Latin, Han or plain sign they stand with. */
const LOOKALIKES = lookalikes({
  a: 'аαɑΑА',
  b: 'вβВΒЬ',
  c: 'сϲСⅽ',
  d: 'ԁⅾ',
  e: 'еεеЕΕ',
  g: 'ɡց',
  h: 'һнհНΗ',
  i: 'іιıІΙ',
  j: 'јϳЈ',
  k: 'кκКΚ',
  l: '1|ӏⅼ',
  m: 'мМΜ',
  n: 'ոΝ',
  o: '0оοօОΟ',
  p: 'рρРΡ',
  q: 'ԛ',
  s: 'ѕЅ',
  t: 'тτТΤ',
  u: 'υս',
  v: 'νѵ',
  w: 'ԝωш',
  x: 'хχХΧ',
  y: 'уγУΥү',
  z: 'Ζ',
  一: 'ー—',
  二: 'ニ',
  力: 'カ',
  夕: 'タ',
  卜: 'ト',
  口: 'ロ',
  工: 'エ',
  八: 'ハ',
  "'": '’‘`´',
});

function lookalikes(groups: Record<string, string>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(groups).flatMap(([like, others]) => Array.from(others, (c) => [c, like] as const)),
  );
}

const draw = (text: string): string => Array.from(text, (c) => LOOKALIKES.get(c) ?? c).join('');

/**
 * Two names of equal skeleton look alike to a person: case, width, look-alike letters and dashes do not tell
 * them apart. For comparing only, never for showing.
 */
export function skeleton(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')
    .replace(/\p{Pd}/gu, '-')
    // After a small letter, a capital I is read as an l.
    .replace(/(?<=\p{Ll})I/gu, 'l');
  return draw(draw(plain).toLowerCase().normalize('NFKC'))
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/\s+/g, ' ')
    .trim();
}
