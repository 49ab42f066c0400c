import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { parseQuery } from '../../../../src/domain/query.js';
import type { Language } from '../../i18n/language.js';
import { searchTexts } from '../../i18n/search.js';
import { Choice } from '../choice.js';
import { useChat, useSelect } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { Field } from '../field.js';
import { useShow } from '../show.js';
import { HitItem } from './hit-item.js';
import { useFound } from './use-found.js';

/** Looks for messages, in one room or in all of one's own. */
export function Search({ here }: { here: boolean }) {
  const chat = useChat();
  const show = useShow();
  const t = useWindowText();
  const texts = searchTexts[t.locale as Language];
  const open = useSelect((state) => (state.open?.status === 'open' ? state.open.id : undefined));
  const [query, setQuery] = useState(chat.store.get().lookedFor);
  const [where, setWhere] = useState<'here' | 'everywhere'>(
    here && open !== undefined ? 'here' : 'everywhere',
  );
  const form = useRef<HTMLFormElement>(null);
  const meant = (place = where) =>
    query.trim() === ''
      ? undefined
      : { query, ...(place === 'here' && open !== undefined && { room: open }) };
  const { found, action, find, more } = useFound(meant());

  const begin = (place = where): void => {
    const by = meant(place);
    if (!by) return;
    chat.store.set({ lookedFor: query });
    find(by);
  };
  const narrow = (filter: string): void => {
    setQuery(`${query.trimEnd()} ${filter}${filter.endsWith(':') ? '' : ' '}`.trimStart());
    form.current?.querySelector('input')?.focus();
  };

  // What was looked for last is found again, and goes when something else is written.
  useLayoutEffect(() => form.current!.querySelector('input')!.select(), []);

  return (
    <Dialog title={t.search} kind="tall" onClose={() => show(undefined)}>
      <form
        ref={form}
        class="form row"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          begin();
        }}
      >
        <Field
          label={texts.what}
          value={query}
          onInput={setQuery}
          autoFocus
          error={action.trouble && t.errors[action.trouble]}
        />
        <button type="submit" class="button primary" aria-disabled={action.busy || query.trim() === ''}>
          {t.find}
        </button>
      </form>
      {open !== undefined && (
        <Choice
          label={texts.where}
          value={where}
          choices={{ here: texts.here, everywhere: texts.everywhere }}
          onChange={(place) => {
            setWhere(place);
            begin(place);
          }}
        />
      )}
      <div class="filters" role="group" aria-label={texts.filters}>
        {Object.entries(texts.filterList).map(([filter, meaning]) => (
          <button key={filter} type="button" title={filter} onClick={() => narrow(filter)}>
            {meaning}
          </button>
        ))}
      </div>
      <div role="status">
        {action.busy && !found && <p class="hint late">{texts.searching}</p>}
        {found?.hits.length === 0 && <p class="hint">{found.partial ? texts.partial : texts.none}</p>}
      </div>
      {found && found.hits.length > 0 && (
        <ul class="hits">
          {found.hits.map((hit) => (
            <HitItem
              key={`${hit.room} ${hit.message.seq}`}
              hit={hit}
              terms={parseQuery(found.by.query).terms}
              named={found.by.room === undefined}
            />
          ))}
        </ul>
      )}
      {found?.partial && found.hits.length > 0 && <p class="hint">{texts.partial}</p>}
      {more && (
        <button type="button" class="button" aria-disabled={action.busy} onClick={more}>
          {t.showMore}
        </button>
      )}
    </Dialog>
  );
}
