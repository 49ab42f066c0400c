import { useEffect, useState } from 'preact/hooks';
import type { Heard } from '../model/chat-state.js';
import { useChat, useText } from './context.js';

/** What comes within this time is read out together. */
const GATHER = 1000;
const BURST = 5;

/** Reads out what others say in the open room: author first; a burst only as a number. */
export function Announcer() {
  const chat = useChat();
  const t = useText();
  const [lines, setLines] = useState<readonly string[]>([]);

  useEffect(() => {
    let gathered: Heard[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = chat.onHeard((heard) => {
      gathered.push(...heard);
      timer ??= setTimeout(() => {
        const many = gathered.length > BURST;
        setLines(
          many
            ? [t.heardMany(gathered.length)]
            : gathered.map(({ author, text }) => t.heard(author.nickname, text)),
        );
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
