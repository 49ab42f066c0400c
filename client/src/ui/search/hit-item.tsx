import { searchTexts } from '../../i18n/search.js';
import type { Language } from '../../i18n/language.js';
import { exactly, until } from '../../i18n/when.js';
import { excerpt } from '../../model/excerpt.js';
import type { Hit } from '../../protocol.js';
import { useSelect, useText } from '../context.js';
import { roomTitle } from '../room-title.js';
import { goTo } from '../route.js';
import { useShow } from '../show.js';

interface HitItemProps {
  readonly hit: Hit;
  readonly terms: readonly string[];
  /** Whether to say in which room it is. */
  readonly named: boolean;
}

/** A message that was found; it opens in its place. */
export function HitItem({ hit: { room, epoch, message }, terms, named }: HitItemProps) {
  const t = useText();
  const show = useShow();
  const listed = useSelect((state) => state.rooms?.get(room));
  const me = useSelect((state) => state.me?.id);
  const sentAt = new Date(message.sentAt);
  const author = message.author.id === me ? t.you : message.author.nickname;
  const open = (): void => {
    show(undefined);
    goTo(room, { epoch, seq: message.seq });
  };
  return (
    <li>
      <button type="button" class="hit" onClick={open}>
        <span class="line" dir="auto" title={exactly(t, sentAt)}>
          {named && listed && <b>{roomTitle(t, listed)} </b>}
          {searchTexts[t.locale as Language].saidBy(author, until(t, sentAt, new Date()))}
        </span>
        <span class="text" dir="auto">
          {excerpt(message.text, terms).map(({ text, found }, at) =>
            found ? <mark key={at}>{text}</mark> : text,
          )}
        </span>
      </button>
    </li>
  );
}
