import { searchable } from '../../../src/domain/name.js';
import { initials } from './pinyin.js';

/** How well a name fits what was typed; 0 where it does not. */
function fit(name: string, typed: string): number {
  const plain = searchable(name).replace(/\s+/gu, '');
  const short = initials(plain);
  if (plain.startsWith(typed)) return 4;
  if (plain.includes(typed) || short.startsWith(typed)) return 3;
  if (short.includes(typed)) return 2;
  return holdsInOrder(plain, typed) || holdsInOrder(short, typed) ? 1 : 0;
}

/** Whether the characters are there one after another, with others between. */
function holdsInOrder(text: string, typed: string): boolean {
  let at = -1;
  return Array.from(typed).every((character) => (at = text.indexOf(character, at + 1)) >= 0);
}

/**
 * Those whose names fit what was typed, those that fit best first, and otherwise in the order given. Letters may be left
 * out, and Chinese is found by its initials, too: `cswd` finds 测试文档.
 */
export function byName<T>(all: readonly T[], nameOf: (one: T) => string, typed: string): readonly T[] {
  const wanted = searchable(typed).replace(/\s+/gu, '');
  if (wanted === '') return all;
  return all
    .map((one) => ({ one, fits: fit(nameOf(one), wanted) }))
    .filter(({ fits }) => fits > 0)
    .sort((a, b) => b.fits - a.fits)
    .map(({ one }) => one);
}
