import type { Trouble } from '../i18n/dictionary.js';
import { isolated } from '../i18n/notices.js';
import { exactly, timeOf } from '../i18n/when.js';
import type { MessageRow } from '../model/rows.js';
import type { ClientId } from '../protocol.js';
import { Avatar } from './avatar.js';
import { useText } from './context.js';
import { AlertIcon, ClockIcon, PinIcon } from './icons.js';
import { memo } from './memo.js';
import { QuoteLine } from './message/quote-line.js';
import { Reactions } from './message/reactions.js';
import { later } from './later.js';
import { Part, usePart } from './part.js';
import { SaidText } from './said-text.js';
import { useShow } from './show.js';

type MessageItemProps = Omit<MessageRow, 'kind' | 'key'> & {
  readonly rowKey: string;
  readonly name: string;
  readonly tag: string | undefined;
  readonly hue: number;
  readonly avatar: string | undefined;
  /** The one message that the Tab key reaches; arrows go on from it. */
  readonly reachable: boolean;
  /** It stands out: the reader was brought to it. */
  readonly sought: boolean;
  /** The reader is at it, with the pointer or by keyboard: what can be done with it is offered. */
  readonly active: boolean;
  /** Whether it is chosen; undefined while nothing is to be chosen. */
  readonly chosen: boolean | undefined;
  readonly retry: (id: ClientId) => void;
  readonly discard: (id: ClientId) => void;
};

/** Up to three emoji and nothing else are drawn large. */
const ONLY_EMOJI = /^(?:\p{RGI_Emoji}\uFE0F?){1,3}$/v;

export const attached = new Part(async () => (await import('./files/attached.js')).Attached);

export const MessageItem = memo((props: MessageItemProps) => {
  const t = useText();
  const show = useShow();
  const {
    rowKey,
    author,
    name,
    tag,
    hue,
    avatar,
    text,
    mentions,
    everyone,
    attachments,
    at,
    seq,
    message,
    quote,
    reactions,
    state,
    code,
    mine,
    first,
    last,
    reachable,
    sought,
    active,
    chosen,
    retry,
    discard,
  } = props;
  const sentAt = new Date(at);
  const id = rowKey.slice(rowKey.indexOf(':') + 1);
  const { Tools } = usePart(later, active && message !== undefined && chosen === undefined) ?? {};
  const large = ONLY_EMOJI.test(text) && !attachments && !quote && !message?.forwarded;

  const Attached = usePart(attached, attachments !== undefined);
  const said = <SaidText text={text} mentions={mentions} everyone={everyone} />;

  return (
    <article
      class="message"
      data-key={rowKey}
      data-seq={seq}
      data-state={state}
      data-mine={mine}
      data-first={first}
      data-last={last}
      data-sought={sought}
      data-chosen={chosen}
      aria-busy={state === 'pending'}
      tabIndex={reachable ? 0 : -1}
    >
      {chosen !== undefined && seq !== undefined && (
        <input
          class="choose"
          type="checkbox"
          checked={chosen}
          aria-label={t.heard(name, text)}
          tabIndex={-1}
        />
      )}
      {!mine && first && (
        <button
          type="button"
          class="face"
          tabIndex={-1}
          aria-label={t.profileOf(name)}
          title={t.profileOf(name)}
          onClick={() => show({ person: author })}
        >
          <Avatar name={name} hue={hue} avatar={avatar} />
        </button>
      )}
      <p class={first ? 'by' : 'by unseen'}>
        <bdi class={mine ? 'unseen' : 'name'} style={{ '--hue': hue }}>
          {mine ? t.you : name}
        </bdi>
        {!mine && tag !== undefined && <span class="tag">{tag}</span>}
        <time dateTime={at} title={exactly(t, sentAt)}>
          {timeOf(t, sentAt)}
        </time>
      </p>
      <div class="said">
        {state === 'pending' && (
          <span class="state" role="img" aria-label={t.sending} title={t.sending}>
            <ClockIcon />
          </span>
        )}
        <div class={large ? 'bubble large' : 'bubble'} dir="auto" title={exactly(t, sentAt)}>
          {message?.forwarded && (
            <p class="forwarded">{t.forwardedFrom(isolated(message.forwarded.author))}</p>
          )}
          {quote && <QuoteLine quote={quote} reachable={reachable} />}
          {attachments && Attached && <Attached files={attachments} seq={seq} reachable={reachable} />}
          {attachments ? text.trim() !== '' && <div class="caption">{said}</div> : said}
          {message?.editedAt !== undefined && (
            <button
              type="button"
              class="mark"
              tabIndex={reachable ? 0 : -1}
              onClick={() => show({ versions: message.seq })}
            >
              {t.edited}
            </button>
          )}
          {message?.pinnedAt !== undefined && (
            <span class="mark" role="img" aria-label={t.pinned} title={t.pinned}>
              <PinIcon />
            </span>
          )}
        </div>
        {Tools && message && <Tools message={message} reachable={reachable} />}
      </div>
      {message && reactions && reactions.length > 0 && (
        <Reactions message={message} reactions={reactions} reachable={reachable} />
      )}
      {state === 'failed' && (
        <p class="failed">
          <AlertIcon />
          <span>{t.notSent(t.errors[code as Trouble] ?? t.errors.internal)}</span>
          <button type="button" class="link" onClick={() => retry(id)}>
            {t.retry}
          </button>
          <button type="button" class="link" onClick={() => discard(id)}>
            {t.discard}
          </button>
        </p>
      )}
    </article>
  );
});
