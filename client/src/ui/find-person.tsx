import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { hueOf } from '../model/people.js';
import type { Profile } from '../protocol.js';
import { Avatar } from './avatar.js';
import { useChat, useSelect } from './context.js';
import { useWindowText } from './use-window-text.js';
import { Field } from './field.js';
import { useAction } from './use-action.js';

interface FindPersonProps {
  /** What can be done with each who is found. */
  readonly children: (person: Profile) => ComponentChildren;
}

/** Looks for people: those whom one has accepted, and whoever has exactly the username or number asked for. */
export function FindPerson({ children }: FindPersonProps) {
  const chat = useChat();
  const t = useWindowText();
  const me = useSelect((state) => state.me?.id);
  const [query, setQuery] = useState('');
  const [accepted, setAccepted] = useState<readonly Profile[]>([]);
  const [found, setFound] = useState<readonly Profile[]>();
  const action = useAction();

  useEffect(() => {
    action.run(async () => {
      const { contacts } = await chat.request('contact:list', {});
      setAccepted(contacts.filter(({ state }) => state === 'accepted').map(({ user }) => user));
    });
  }, []);

  const find = async (): Promise<void> => {
    const { users } = await chat.request('user:find', { query: query.trim() });
    setFound(users.filter(({ id }) => id !== me));
  };
  const ids = new Set(found?.map(({ id }) => id));
  const people = [...(found ?? []), ...accepted.filter(({ id }) => !ids.has(id))];
  return (
    <>
      <form
        class="form row"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          if (query.trim() !== '') action.run(find);
        }}
      >
        <Field
          label={t.findPerson}
          value={query}
          autoFocus
          onInput={(value) => {
            setQuery(value);
            setFound(undefined);
          }}
          error={action.trouble && t.errors[action.trouble]}
        />
        <button type="submit" class="button" aria-disabled={action.busy || query.trim() === ''}>
          {t.find}
        </button>
      </form>
      <p class="hint" role="status">
        {found?.length === 0 && t.nobodyFound}
      </p>
      <ul class="found">
        {people.map((person) => (
          <li key={person.id}>
            <Avatar name={person.nickname} hue={hueOf(person.id)} avatar={person.avatar} />
            <bdi class="name">{person.nickname}</bdi>
            <span class="line">{person.number === undefined ? t.guest : t.number(person.number)}</span>
            {children(person)}
          </li>
        ))}
      </ul>
    </>
  );
}
