import { quoteOf } from '../../model/quote.js';
import type { Message } from '../../protocol.js';
import { useChat } from '../context.js';
import { useShow } from '../show.js';
import { SmileIcon } from '../icons.js';
import { useWindowText } from '../use-window-text.js';
import { MoreIcon, ReplyIcon } from './icons.js';
import { usePowers } from './use-powers.js';

/** What is done most with a message, beside it, for whoever has a pointer or keys. */
export function Tools({ message, reachable }: { message: Message; reachable: boolean }) {
  const chat = useChat();
  const show = useShow();
  const t = useWindowText();
  const { seq } = message;
  const may = usePowers(message);
  const room = chat.store.get().open?.id;
  if (!may || room === undefined) return null;

  const tool = { type: 'button', class: 'icon-button', tabIndex: reachable ? 0 : -1 } as const;
  return (
    <div class="tools">
      {may.react && (
        <button
          {...tool}
          aria-label={t.react}
          title={t.react}
          onClick={() => show({ message: seq, react: true })}
        >
          <SmileIcon />
        </button>
      )}
      {may.reply && (
        <button
          {...tool}
          aria-label={t.reply}
          title={t.reply}
          onClick={() => chat.messages.reply(quoteOf(message))}
        >
          <ReplyIcon />
        </button>
      )}
      <button {...tool} aria-label={t.more} title={t.more} onClick={() => show({ message: seq })}>
        <MoreIcon />
      </button>
    </div>
  );
}
