/**
 * Letters of other scripts, and other forms, by the plain sign they are drawn like. All are small letters: what only
 * capitals share stands by the small ones, so that case never tells two names apart.
 */
const LOOKALIKES = lookalikes({
  a: 'аαɑᴀꭺꓮ',
  b: 'вьβʙᏼꓐ',
  c: 'сᴄꮯꓚ',
  d: 'ԁᴅꭰꓓ',
  e: 'еεᴇꭼꓰ',
  f: 'ꜰꓝ',
  g: 'ɡցɢꮐꓖ',
  h: 'һнհηʜꮋꓧ',
  j: 'јϳᴊꭻꓙ',
  k: 'кκᴋꮶꓗ',
  l: 'i1|ıіιӏɪʟǀꮮꓡꓲ丨',
  m: 'мμᴍꮇꓟ',
  n: 'ոνɴꓠ',
  o: '0оοօσςᴏꓳ〇',
  p: 'рρᴘꮲꓑ',
  q: 'ԛ',
  r: 'ʀꓣ',
  s: 'ѕꜱꮪꓢ',
  t: 'тτᴛꭲꓔ',
  u: 'սᴜꓴ',
  v: 'ѵᴠꮩꓦ',
  w: 'ԝшᴡꮃꓪ',
  x: 'хχꓫ',
  y: 'уγυүʏꓬ',
  z: 'ζᴢꮓꓜ',
  ي: 'یى',
  ك: 'ک',
  ه: 'ەہھ',
  二: 'ニ',
  八: 'ハ',
  力: 'カ',
  卜: 'ト',
  口: 'ロ囗',
  夕: 'タ',
  工: 'エ',
  へ: 'ヘ',
  '-': '−ー一',
  '·': '・•‧',
  "'": '’‘`ʼ′',
  '"': '“”„',
});

function lookalikes(groups: Record<string, string>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(groups).flatMap(([like, others]) => Array.from(others, (c) => [c, like] as const)),
  );
}

const draw = (text: string): string => Array.from(text, (c) => LOOKALIKES.get(c) ?? c).join('');

/**
 * Two names of equal skeleton look alike to a person: case, width, look-alike letters and dashes do not tell
 * them apart. As `I` is drawn like `l`, and case does not count, `i` is `l`. For comparing only, never for showing.
 */
export function skeleton(name: string): string {
  const plain = name
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')
    // Apart from their accents, letters of all scripts can be compared: the Cyrillic ё is a Latin ë.
    .normalize('NFKD')
    .replace(/\p{Pd}/gu, '-')
    .toLowerCase();
  return (
    draw(plain)
      // The dot of an i, or of the Turkish İ, written on its own.
      .replace(/l\u0307+/g, 'l')
      .replace(/rn/g, 'm')
      .replace(/vv/g, 'w')
      .replace(/\s+/g, ' ')
      .trim()
  );
}
