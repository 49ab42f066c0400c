import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { emojiHabits } from '../../chat/emoji-habits.js';
import { emojiTexts } from '../../i18n/emoji.js';
import { findEmoji, toned, TONES, type Emoji, type Tone } from '../../model/emoji.js';
import { allEmoji } from '../../model/emoji-list.js';
import { useText } from '../context.js';

const FOUND = 64;

interface Cell {
  readonly emoji: string;
  readonly called: string;
}

interface Section {
  readonly name: string;
  readonly cells: readonly Cell[];
}

/** All emoji: those used last first, then by group, or what a word finds. */
export function EmojiBoard({ onPick }: { onPick: (emoji: string) => void }) {
  const { locale } = useText();
  const t = emojiTexts[locale];
  const [query, setQuery] = useState('');
  const [tone, setTone] = useState<Tone>(emojiHabits.tone);
  const board = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);

  useEffect(() => {
    // On a touch screen the focus would bring up the keyboard, over the emoji.
    if (matchMedia('(pointer: fine)').matches) search.current!.focus();
  }, []);

  const sections = useMemo((): readonly Section[] => {
    const language = locale === 'zh-CN' ? 'zh' : 'en';
    const cell = (one: Emoji): Cell => ({ emoji: toned(one, tone), called: one.called[language] });
    if (query.trim() !== '') {
      return [{ name: t.found, cells: findEmoji(allEmoji, query, FOUND).map(cell) }];
    }
    const groups = t.groups.map((name, at) => ({
      name,
      cells: allEmoji.filter(({ group }) => group === at).map(cell),
    }));
    const names = new Map(
      allEmoji.flatMap((one) => TONES.map((each) => [toned(one, each), one.called[language]])),
    );
    const recent = emojiHabits.recent().map((emoji) => ({ emoji, called: names.get(emoji) ?? emoji }));
    return recent.length > 0 ? [{ name: t.recent, cells: recent }, ...groups] : groups;
  }, [query, tone, locale]);

  return (
    <div class="emoji-board" ref={board} onKeyDown={(event) => walk(event.currentTarget, event)}>
      <div class="emoji-head field">
        <input
          type="search"
          ref={search}
          aria-label={t.search}
          placeholder={t.search}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.isComposing) return;
            event.preventDefault();
            const first = sections[0]?.cells[0];
            if (query.trim() !== '' && first) onPick(first.emoji);
          }}
        />
        <select
          aria-label={t.tone}
          title={t.tone}
          value={tone}
          onChange={(event) => {
            const chosen = TONES[event.currentTarget.selectedIndex]!;
            emojiHabits.keepTone(chosen);
            setTone(chosen);
          }}
        >
          {TONES.map((each) => (
            <option key={each} value={each}>
              {toned({ emoji: '✋', tones: true }, each)}
            </option>
          ))}
        </select>
      </div>
      {query.trim() === '' && (
        <nav class="emoji-groups">
          {sections.map(({ name, cells }, at) => (
            <button
              key={name}
              type="button"
              aria-label={name}
              title={name}
              onClick={() => board.current!.querySelectorAll('section')[at]!.scrollIntoView()}
            >
              {cells[0]!.emoji}
            </button>
          ))}
        </nav>
      )}
      <div class="emoji-list">
        {sections.map(({ name, cells }) => (
          <section key={name} aria-label={name}>
            <h3>{name}</h3>
            {cells.length === 0 && <p class="muted">{t.none}</p>}
            <div class="emoji-grid">
              {cells.map(({ emoji, called }, at) => (
                <button
                  key={emoji}
                  type="button"
                  tabIndex={at === 0 ? 0 : -1}
                  aria-label={called}
                  title={called}
                  onClick={() => onPick(emoji)}
                >
                  {emoji}
                </button>
              ))}
            </div>
          </section>
        ))}
      </div>
    </div>
  );
}

/** The arrows lead over the emoji as they lie; down from the search leads to the first. */
function walk(board: HTMLElement, event: KeyboardEvent): void {
  const all = [...board.querySelectorAll<HTMLElement>('.emoji-grid button')];
  const at = all.indexOf(document.activeElement as HTMLElement);
  if (event.isComposing || (at < 0 && event.key !== 'ArrowDown')) return;
  const next =
    at < 0 ? all[0] : { ArrowRight: all[at + 1], ArrowLeft: all[at - 1], ...rowsBeside(all, at) }[event.key];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** What lies above and below, as near as can be. */
function rowsBeside(all: readonly HTMLElement[], at: number): Record<string, HTMLElement | undefined> {
  const { offsetTop, offsetLeft } = all[at]!;
  const nearest = (row: readonly HTMLElement[]): HTMLElement | undefined => {
    const top = row[0]?.offsetTop;
    const away = (one: HTMLElement): number => Math.abs(one.offsetLeft - offsetLeft);
    return row.filter((one) => one.offsetTop === top).sort((a, b) => away(a) - away(b))[0];
  };
  return {
    ArrowDown: nearest(all.slice(at).filter((one) => one.offsetTop > offsetTop)),
    ArrowUp: nearest(
      all
        .slice(0, at)
        .reverse()
        .filter((one) => one.offsetTop < offsetTop),
    ),
  };
}
