import { useEffect, useId, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { Dictionary } from '../../i18n/dictionary.js';
import type { ChatState } from '../../model/chat-state.js';
import { wantedAt, type Suggestion, type Wanted } from '../../model/completion.js';
import { hueOf } from '../../model/people.js';
import { Avatar } from '../avatar.js';
import { useChat, useText } from '../context.js';
import { Part, usePart } from '../part.js';
import { write } from './write.js';

type Suggest = (query: string, state: ChatState, t: Dictionary) => readonly Suggestion[];

const sources: Record<Wanted['kind'], Part<Suggest>> = {
  '@': new Part(async () => (await import('./suggest-people.js')).suggestPeople),
  ':': new Part(async () => (await import('./suggest-emoji.js')).suggestEmoji),
  '/': new Part(async () => (await import('./suggest-commands.js')).suggestCommands),
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
  const suggest = usePart(sources[wanted?.kind ?? '@'], wanted !== undefined);
  const offered = wanted && suggest ? suggest(wanted.query, chat.store.get(), t) : [];
  const open = offered.length > 0;

  useEffect(() => setAt(0), [wanted?.kind, wanted?.query]);

  const choose = (chosen: Suggestion): void => {
    setWanted(undefined);
    onChoose(chosen);
    write(box.current!, chosen.text, wanted!.from, wanted!.to);
  };
  return {
    /** Looks at what stands before the caret. Not to be called while a word is being composed. */
    look(): void {
      const { value, selectionStart, selectionEnd } = box.current!;
      setWanted(selectionStart === selectionEnd ? wantedAt(value, selectionStart) : undefined);
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
