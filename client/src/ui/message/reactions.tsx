import { isolated } from '../../i18n/notices.js';
import type { Message, Reaction } from '../../protocol.js';
import { useChat, usePeople, useSelect, useText } from '../context.js';

/** So many are named who put an emoji; the others are counted. */
const NAMED = 10;

interface ReactionsProps {
  readonly message: Message;
  readonly reactions: readonly Reaction[];
  readonly reachable: boolean;
}

/** The emoji that people have put to a message. */
export function Reactions({ message, reactions, reachable }: ReactionsProps) {
  const chat = useChat();
  const t = useText();
  const me = useSelect((state) => state.me?.id);
  const people = usePeople(useSelect((state) => state.open?.id));

  const who = ({ count, by, mine }: Reaction): string => {
    const others = by.filter((id) => id !== me).flatMap((id) => people.get(id)?.nickname ?? []);
    const named = [...(mine ? [t.you] : []), ...others.slice(0, NAMED).map(isolated)];
    const more = count - named.length;
    return new Intl.ListFormat(t.locale).format(more > 0 ? [...named, t.others(more)] : named);
  };
  return (
    <ul class="reactions">
      {reactions.map((reaction) => {
        const { emoji, count, mine = false } = reaction;
        return (
          <li key={emoji}>
            <button
              type="button"
              class="reaction"
              tabIndex={reachable ? 0 : -1}
              aria-pressed={mine}
              aria-label={t.reaction(emoji, count)}
              title={who(reaction)}
              onClick={() => void chat.messages.react(message, emoji, !mine)}
            >
              <span class="chip">
                {emoji} <span class="count">{count}</span>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
