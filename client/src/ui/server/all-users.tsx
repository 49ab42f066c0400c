import { useState } from 'preact/hooks';
import { hueOf } from '../../model/people.js';
import type { KnownUser } from '../../protocol.js';
import { Avatar } from '../avatar.js';
import { useChat } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Field } from '../field.js';
import { NextIcon } from '../later-icons.js';
import { usePages } from '../use-pages.js';
import { account } from '../account.js';

export function AllUsers({ onChoose }: { onChoose: (user: KnownUser) => void }) {
  const chat = useChat();
  const t = useWindowText();
  const [query, setQuery] = useState('');
  const pages = usePages<KnownUser, string>(async (cursor) => {
    const wanted = query.trim();
    const { users, cursor: next } = await chat.request('admin:users', {
      ...(wanted !== '' && { query: wanted }),
      ...(cursor !== undefined && { cursor }),
    });
    return { items: users, next };
  });

  return (
    <>
      <form
        class="form row"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          pages.action.run(() => pages.again());
        }}
      >
        <Field
          label={t.findUsers}
          value={query}
          onInput={setQuery}
          error={pages.action.trouble && t.errors[pages.action.trouble]}
        />
        <button type="submit" class="button">
          {t.search}
        </button>
      </form>
      {pages.items?.length === 0 && <p class="hint">{t.noUsers}</p>}
      <ul class="menu">
        {pages.items?.map((user) => (
          <li key={user.id}>
            <button type="button" class="menu-item" onClick={() => onChoose(user)}>
              <Avatar name={user.nickname} hue={hueOf(user.id)} avatar={user.avatar} />
              <span class="person">
                <span>
                  <bdi>{user.nickname}</bdi>
                  {user.banned && <span class="tag danger">{t.bannedTag}</span>}
                  {user.admin && <span class="tag">{t.administrator}</span>}
                </span>
                <span class="line">{account(t, user)}</span>
              </span>
              <NextIcon />
            </button>
          </li>
        ))}
      </ul>
      {pages.more && (
        <button type="button" class="button" onClick={pages.more}>
          {t.showMore}
        </button>
      )}
    </>
  );
}
