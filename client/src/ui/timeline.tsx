import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { dayName } from '../i18n/when.js';
import type { Face } from '../model/people.js';
import { rowsOf, type Outgoing, type Row } from '../model/rows.js';
import type { Position, UserId } from '../protocol.js';
import { useChat, useSelect, useText } from './context.js';
import { memo } from './memo.js';
import { RecalledLine } from './message/recalled-line.js';
import { Part, usePart } from './part.js';
import { useShow } from './show.js';
import { DownIcon, SpeechIcon } from './icons.js';
import { attached, MessageItem } from './message-item.js';
import { NoticeLine } from './notice-line.js';
import { ScrollKeeper } from './scroll-keeper.js';

interface TimelineProps {
  readonly faces: ReadonlyMap<UserId, Face>;
  readonly name: string;
}

/** So near to the edge of what is loaded the next page is asked for, in heights of the view. */
const AHEAD = 1.5;
/** So long the message that was sought stands out, in milliseconds. */
const LIT = 2500;

const longPress = new Part(async () => (await import('./message/long-press.js')).onLongPress);

/** What was said in the open room. */
export function Timeline({ faces, name }: TimelineProps) {
  const chat = useChat();
  const t = useText();
  const show = useShow();
  const open = useSelect((state) => state.open)!;
  const me = useSelect((state) => state.me)!;
  const parcels = useSelect((state) => state.parcels);
  const sent = useSelect((state) => state.sent);
  const unread = useSelect((state) => state.rooms?.get(open.id)?.unread ?? 0);
  const { log, newAfter, status, loading, sought } = open;
  const view = useRef<HTMLDivElement>(null);
  const keeper = useRef<ScrollKeeper | undefined>(undefined);
  const [atEnd, setAtEnd] = useState(true);
  const [focused, setFocused] = useState<string>();
  /** The message at which the reader is, by its key. */
  const [active, setActive] = useState<string>();
  const wishes = useSelect((state) => state.wishes);
  const selected = useSelect((state) => state.selected);

  const outgoing = useMemo<readonly Outgoing[]>(() => {
    const here = sent.filter(({ parcel }) => parcel.room === open.id);
    const waiting = parcels.filter(
      ({ room, id }) => room === open.id && !here.some(({ parcel }) => parcel.id === id),
    );
    return [
      ...here.map(({ parcel }) => ({ ...parcel, state: 'sent' as const })),
      ...waiting.map((parcel) =>
        parcel.failed === undefined
          ? { ...parcel, state: 'pending' as const }
          : { ...parcel, state: 'failed' as const, code: parcel.failed },
      ),
    ];
  }, [parcels, sent, open.id]);

  const rows = useMemo(
    () =>
      rowsOf({
        log,
        outgoing: log?.live === false ? [] : outgoing,
        wishes,
        me: me.id,
        newAfter,
      }),
    [log, outgoing, wishes, me.id, newAfter],
  );
  const lastOutgoing = outgoing.at(-1)?.id;

  // Measured before the rows change: what the reader looks at stays where it is.
  keeper.current?.look();

  const attend = (): void => {
    const scroll = keeper.current;
    if (!scroll) return;
    setAtEnd(scroll.atEnd);
    if (status !== 'open' || !log) return;
    const attentive = document.visibilityState === 'visible' && document.hasFocus();
    chat.sees(attentive ? scroll.lastSeen() : undefined, scroll.atEnd);
    const { above, below } = scroll.reserve();
    if (log.older && above < AHEAD) void chat.loadOlder();
    else if (!log.live && below < AHEAD) void chat.loadNewer();
  };
  const attending = useRef(attend);
  attending.current = attend;

  useLayoutEffect(() => {
    const scroll = (keeper.current = new ScrollKeeper(view.current!));
    const resized = new ResizeObserver(() => {
      scroll.hold();
      attending.current();
    });
    resized.observe(view.current!);
    resized.observe(view.current!.firstElementChild!);
    const came = (): void => {
      chat.cameBack();
      attending.current();
    };
    addEventListener('focus', came);
    return () => {
      resized.disconnect();
      removeEventListener('focus', came);
    };
  }, [chat]);

  useLayoutEffect(() => keeper.current!.stick(), [lastOutgoing]);
  const entered = useRef<{ newAfter: number | undefined } | undefined>(undefined);
  const shown = useRef<Position>(undefined);
  useLayoutEffect(() => {
    keeper.current!.reach(log?.live !== false);
    keeper.current!.hold();
    // What is unread is looked for first, so that nothing counts as read because the end was in view for a moment.
    if (status === 'open' && entered.current?.newAfter !== newAfter) keeper.current!.showDivider();
    if (status === 'open') entered.current = { newAfter };
    if (status === 'open' && sought && sought !== shown.current) bring(sought);
    attending.current();
  }, [rows, loading, status, newAfter, sought, log?.older, log?.live]);

  /** Brings what is sought before the reader, once it is there. */
  const bring = (wanted: Position): void => {
    const row = keeper.current!.show(wanted.seq);
    if (!row) return;
    shown.current = wanted;
    setFocused(row.dataset['key']);
    row.focus({ preventScroll: true });
    setTimeout(() => chat.found(wanted), LIT);
  };

  /** Offers what can be done with the message around, or chooses it. */
  const act = (on: Element | null): boolean => {
    const row = on?.closest<HTMLElement>('.message[data-seq]');
    if (!row) return false;
    const seq = Number(row.dataset['seq']);
    if (selected)
      chat.messages.select(selected.has(seq) ? without(selected, seq) : new Set(selected).add(seq));
    else show({ message: seq });
    return true;
  };
  const acting = useRef(act);
  acting.current = act;
  // Fetched while the messages are, so that pictures have their room as soon as the others have.
  usePart(attached);
  const onLongPress = usePart(longPress, matchMedia('(any-pointer: coarse)').matches);
  useLayoutEffect(() => onLongPress?.(view.current!, (on) => acting.current(on)), [onLongPress]);

  const walk = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') document.querySelector<HTMLElement>('.composer textarea')?.focus();
    const { activeElement } = document;
    if ((event.key === 'Enter' || event.key === ' ') && activeElement?.matches('.message')) {
      event.preventDefault();
      act(activeElement);
    }
    const messages = [...view.current!.querySelectorAll<HTMLElement>('.message')];
    const at = messages.findIndex((message) => message === document.activeElement);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: messages.length - 1 }[event.key];
    if (at < 0 || to === undefined || event.altKey) return;
    event.preventDefault();
    const next = messages[Math.min(Math.max(to, 0), messages.length - 1)]!;
    setFocused(next.dataset['key']);
    next.focus();
  };

  const last = rows.at(-1)?.key;
  const reachable = rows.some(({ key }) => key === focused) ? focused : last;

  return (
    <div class="timeline-frame">
      <div
        class="timeline"
        ref={view}
        data-choosing={selected !== undefined}
        onScroll={() => attend()}
        onKeyDown={walk}
        onPointerOver={(event) => {
          if (event.pointerType !== 'touch') setActive(keyAt(event.target));
        }}
        onPointerLeave={() => setActive(undefined)}
        onFocusIn={(event) => setActive(keyAt(event.target))}
        onFocusOut={(event) => setActive(keyAt(event.relatedTarget))}
        onClickCapture={(event) => {
          if (!selected || !act(event.target as Element)) return;
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        <div
          class="rows"
          role="log"
          aria-live="off"
          aria-label={name === '' ? t.messagesHere : t.messages(name)}
          aria-busy={loading !== undefined || status === 'loading'}
        >
          {log === undefined ? (
            <Skeleton />
          ) : rows.length === 0 ? (
            <div class="note">
              <SpeechIcon />
              <h3>{t.emptyRoom}</h3>
              <p>{t.emptyRoomHint}</p>
            </div>
          ) : (
            <p class="beginning" data-more={log.older}>
              {log.older ? t.loading : name === '' ? '' : t.timelineStart(name)}
            </p>
          )}
          {rows.map((row) => (
            <TimelineRow
              key={row.key}
              row={row}
              face={row.kind === 'message' ? faces.get(row.author) : undefined}
              reachable={row.key === reachable}
              sought={sought !== undefined && row.kind === 'message' && row.seq === sought.seq}
              active={row.key === active}
              chosen={selected && row.kind === 'message' && selected.has(row.seq ?? 0)}
            />
          ))}
        </div>
      </div>
      {!atEnd && (
        <button
          type="button"
          class="jump"
          aria-label={unread > 0 ? t.jumpToNew(unread) : t.jumpToLatest}
          onClick={() => {
            keeper.current!.stick();
            keeper.current!.hold();
            void chat.jumpToLatest();
            attend();
          }}
        >
          <DownIcon />
          {unread > 0 && <span>{t.jumpToNew(unread)}</span>}
        </button>
      )}
    </div>
  );
}

interface TimelineRowProps {
  readonly row: Row;
  readonly face: Face | undefined;
  readonly reachable: boolean;
  readonly sought: boolean;
  readonly active: boolean;
  readonly chosen: boolean | undefined;
}

const keyAt = (target: EventTarget | null): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>('.message')?.dataset['key'] : undefined;

const without = (selected: ReadonlySet<number>, seq: number): ReadonlySet<number> =>
  new Set([...selected].filter((one) => one !== seq));

const TimelineRow = memo(({ row, face, reachable, ...state }: TimelineRowProps) => {
  const t = useText();
  const chat = useChat();
  if (row.kind === 'day') {
    return (
      <p class="day">
        <time dateTime={row.at}>{dayName(t, new Date(row.at), new Date())}</time>
      </p>
    );
  }
  if (row.kind === 'unread') return <p class="divider">{t.newMessages}</p>;
  if (row.kind === 'notice') return <NoticeLine notice={row.notice} />;
  if (row.kind === 'recalled') return <RecalledLine message={row.message} rowKey={row.key} />;
  const { kind: _kind, key, ...message } = row;
  return (
    <MessageItem
      {...message}
      name={face?.name ?? ''}
      tag={face?.tag}
      hue={face?.hue ?? 0}
      avatar={face?.avatar}
      rowKey={key}
      reachable={reachable}
      {...state}
      retry={chat.retry}
      discard={chat.discard}
    />
  );
});

const Skeleton = () => (
  <div class="skeletons late" aria-hidden="true">
    {[42, 68, 30, 55, 74, 38].map((width, at) => (
      <div key={width} class="skeleton" data-mine={at % 3 === 2} style={{ '--width': `${width}%` }} />
    ))}
  </div>
);
