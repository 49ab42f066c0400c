import { isolated } from '../../i18n/notices.js';
import { exactly } from '../../i18n/when.js';
import type { Message } from '../../protocol.js';
import { useChat, usePeople, useSelect, useText } from '../context.js';

/** What is left of a message that was taken back. Whoever took back his own here can write it again. */
export function RecalledLine({ message, rowKey }: { message: Message; rowKey: string }) {
  const chat = useChat();
  const t = useText();
  const me = useSelect((state) => state.me?.id);
  const open = useSelect((state) => state.open?.id);
  const people = usePeople(open);
  const text = useSelect((state) => state.recalled.get(message.id));
  const { author, recalledAt = message.sentAt, recalledBy = author } = message;
  const named = (person: Message['author']): string =>
    person.id === me ? t.notices.you : isolated(people.get(person.id)?.nickname ?? person.nickname);
  const whose = author.id === me ? t.notices.youToo : named(author);

  const again = (): void => {
    const draft = chat.store.get().drafts.get(open!);
    chat.messages.intend(open!, undefined);
    chat.setDraft(open!, draft ? `${draft}\n${text}` : text!);
    document.querySelector<HTMLElement>('.composer textarea')?.focus();
  };
  return (
    <div class="notice" data-key={rowKey} data-seq={message.seq} title={exactly(t, new Date(recalledAt))}>
      <p>
        {recalledBy.id === author.id ? t.recalled(named(recalledBy)) : t.recalledOf(named(recalledBy), whose)}
        {text !== undefined && (
          <button type="button" class="link" onClick={again}>
            {t.writeAgain}
          </button>
        )}
      </p>
    </div>
  );
}
