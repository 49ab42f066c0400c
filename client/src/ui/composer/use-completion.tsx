import { useEffect, useId, useLayoutEffect, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { Chat } from '../../chat/chat.js';
import type { Dictionary } from '../../i18n/dictionary.js';
import type { ChatState } from '../../model/chat-state.js';
import { wantedAt, type Suggestion, type Wanted } from '../../model/completion.js';
import { hueOf } from '../../model/people.js';
import type { Author } from '../../protocol.js';
import { Avatar } from '../avatar.js';
import { useChat, useText } from '../context.js';
import { Part, usePart } from '../part.js';
import { write } from './write.js';

/** Where suggestions come from. */
export interface Source {
  suggest(
    query: string,
    state: ChatState,
    t: Dictionary,
    /** Who was found so far, of those who are not loaded. */
    found: readonly Author[],
  ): readonly Suggestion[];
  /** What is written in the place of a word that is whole. */
  whole?(query: string): string | undefined;
  /** Looks where it takes longer. */
  find?(query: string, chat: Chat): Promise<readonly Author[]>;
}

/** So long one writes on before anybody is looked for, in milliseconds. */
const FIND_AFTER = 150;

const sources: Record<Wanted['kind'], Part<Source>> = {
  '@': new Part(async () => (await import('./suggest-people.js')).people),
  ':': new Part(async () => (await import('./suggest-emoji.js')).emoji),
  '/': new Part(async () => (await import('./suggest-commands.js')).commands),
};

/** Offers what the word before the caret may become. */
export function useCompletion(
  box: RefObject<HTMLTextAreaElement | null>,
  onChoose: (suggestion: Suggestion) => void,
) {
  const chat = useChat();
  const t = useText();
  const list = useId();
  const [wanted, setWanted] = useState<Wanted>();
  const [at, setAt] = useState(0);
  const [found, setFound] = useState<readonly Author[]>([]);
  const source = usePart(sources[wanted?.kind ?? '@'], wanted !== undefined);
  const offered =
    wanted && !wanted.whole && source ? source.suggest(wanted.query, chat.store.get(), t, found) : [];
  const open = offered.length > 0;

  useEffect(() => {
    setAt(0);
    if (!wanted || !source?.find) return;
    let awaited = true;
    const timer = setTimeout(() => {
      // Without them, those are offered who are loaded.
      source.find!(wanted.query, chat).then(
        (people) => awaited && setFound(people),
        () => undefined,
      );
    }, FIND_AFTER);
    return () => {
      awaited = false;
      clearTimeout(timer);
    };
  }, [wanted?.kind, wanted?.query, source]);

  useLayoutEffect(() => {
    const text = wanted?.whole ? source?.whole?.(wanted.query) : undefined;
    if (text === undefined) return;
    // What is written within the event of the last key cannot be undone in Chromium.
    const timer = setTimeout(() => {
      setWanted(undefined);
      write(box.current!, text, wanted!.from, wanted!.to);
    });
    return () => clearTimeout(timer);
  }, [wanted, source]);

  const choose = (chosen: Suggestion): void => {
    setWanted(undefined);
    onChoose(chosen);
    write(box.current!, chosen.text, wanted!.from, wanted!.to);
  };
  return {
    /**
     * Looks at what stands before the caret. Not to be called while a word is being composed.
     * @param typed just now: what was undone, pasted or clicked at stays as it is.
     */
    look(typed: boolean): void {
      const { value, selectionStart, selectionEnd } = box.current!;
      const found = selectionStart === selectionEnd ? wantedAt(value, selectionStart) : undefined;
      setWanted(found?.whole && !typed ? undefined : found);
    },
    close: (): void => setWanted(undefined),
    /** Whether a key was meant for the list. Keys that an input method owns are not to come here. */
    takes({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
      if (!open || shiftKey || ctrlKey || metaKey || altKey) return false;
      if (key === 'ArrowDown') setAt((at + 1) % offered.length);
      else if (key === 'ArrowUp') setAt((at + offered.length - 1) % offered.length);
      else if (key === 'Escape') setWanted(undefined);
      else if (key !== 'Enter' && key !== 'Tab') return false;
      // A whole command needs nothing more: Enter does it.
      else if (key === 'Enter' && wanted!.kind === '/' && offered[at]!.key === wanted!.query) return false;
      else choose(offered[at]!);
      return true;
    },
    /** A text of several lines that is completed is a combobox, though HTML knows that of one line only. */
    aria: aria(open, list, at),
    popup: open && (
      <ul class="completion" role="listbox" id={list} aria-label={t.suggestions}>
        {offered.map((suggestion, place) => (
          <li
            key={suggestion.key}
            id={`${list}-${place}`}
            role="option"
            aria-selected={place === at}
            // The box keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(suggestion)}
          >
            {suggestion.person && (
              <Avatar
                name={suggestion.label}
                hue={hueOf(suggestion.person.id)}
                avatar={suggestion.person.avatar}
              />
            )}
            {suggestion.emoji !== undefined && <span class="emoji">{suggestion.emoji}</span>}
            <bdi>{suggestion.label}</bdi>
            {suggestion.hint !== undefined && <span class="hint">{suggestion.hint}</span>}
          </li>
        ))}
      </ul>
    ),
  };
}

const aria = (open: boolean, list: string, at: number): Record<string, string> =>
  open
    ? {
        role: 'combobox',
        'aria-expanded': 'true',
        'aria-autocomplete': 'list',
        'aria-controls': list,
        'aria-activedescendant': `${list}-${at}`,
      }
    : {};
