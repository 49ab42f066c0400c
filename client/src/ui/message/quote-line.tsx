import { plain } from '../../model/plain.js';
import type { Quote } from '../../protocol.js';
import { useChat, usePeople, useSelect, useText } from '../context.js';
import { goTo } from '../route.js';

/** What a message answers: a way to the original, as it is now. */
export function QuoteLine({ quote, reachable }: { quote: Quote; reachable: boolean }) {
  const chat = useChat();
  const t = useText();
  const open = useSelect((state) => state.open);
  const name = usePeople(open?.id).get(quote.author.id)?.nickname ?? quote.author.nickname;
  const jump = (): void => {
    const { log } = chat.store.get().open ?? {};
    if (open && log) goTo(open.id, { epoch: log.epoch, seq: quote.seq });
  };
  return (
    <button type="button" class="quote" tabIndex={reachable ? 0 : -1} title={t.toOriginal} onClick={jump}>
      <bdi class="quoted-name">{name}</bdi>
      <span class="quoted" dir="auto" data-gone={quote.recalled}>
        {quote.recalled ? t.originalRecalled : plain(quote.text)}
      </span>
    </button>
  );
}
