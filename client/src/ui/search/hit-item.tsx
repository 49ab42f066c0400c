import { gist } from '../../../../src/domain/message.js';
import { searchTexts } from '../../i18n/search.js';
import type { Language } from '../../i18n/language.js';
import { exactly, until } from '../../i18n/when.js';
import { excerpt, type Piece } from '../../model/excerpt.js';
import { plain } from '../../model/plain.js';
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
  const recalled = message.recalledAt !== undefined;
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
        <span class="text" dir="auto" data-gone={recalled}>
          {recalled
            ? t.originalRecalled
            : piecesOf(gist(message), terms).map(({ text, found }, at) =>
                found ? <mark key={at}>{text}</mark> : text,
              )}
        </span>
      </button>
    </li>
  );
}

/** The words without their marks; with them where that is what was found: the address of a link. */
function piecesOf(text: string, terms: readonly string[]): readonly Piece[] {
  const pieces = excerpt(plain(text), terms);
  return terms.length === 0 || pieces.some(({ found }) => found) ? pieces : excerpt(text, terms);
}
