import { useEffect, useState } from 'preact/hooks';
import { gist } from '../../../src/domain/message.js';
import { noticeLines } from '../i18n/notices.js';
import { plain } from '../model/plain.js';
import { isNotice } from '../model/room-log.js';
import type { Entry } from '../protocol.js';
import { useChat, useText } from './context.js';

/** What comes within this time is read out together. */
const GATHER = 1000;
const BURST = 5;

/** Reads out what others say and do in the open room: author first; a burst only as a number. */
export function Announcer() {
  const chat = useChat();
  const t = useText();
  const [lines, setLines] = useState<readonly string[]>([]);

  useEffect(() => {
    const spoken = (entry: Entry): readonly string[] =>
      entry.type === 'message.sent'
        ? [t.heard(entry.message.author.nickname, plain(gist(entry.message)))]
        : isNotice(entry)
          ? noticeLines(t, entry, chat.store.get().me?.id ?? '', ({ nickname }) => nickname)
          : [];
    let gathered: Entry[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = chat.onHeard((_run, fresh) => {
      gathered.push(...fresh.filter(({ type }) => type !== 'message.changed'));
      if (gathered.length === 0) return;
      timer ??= setTimeout(() => {
        const many = gathered.length > BURST;
        setLines(many ? [t.heardMany(gathered.length)] : gathered.flatMap(spoken));
        gathered = [];
        timer = undefined;
      }, GATHER);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [chat, t]);

  return (
    <div class="unseen" aria-live="polite" data-announcer>
      {lines.map((line, at) => (
        <p key={`${at}:${line}`}>{line}</p>
      ))}
    </div>
  );
}
