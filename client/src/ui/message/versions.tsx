import { useEffect, useState } from 'preact/hooks';
import { exactly } from '../../i18n/when.js';
import type { Version } from '../../protocol.js';
import { useChat, useSelect } from '../context.js';
import { Dialog } from '../dialog.js';
import { useShow } from '../show.js';
import { useAction } from '../use-action.js';
import { useWindowText } from '../use-window-text.js';
import { useMessage } from './use-message.js';

/** What a message said before it was edited, the newest first. */
export function Versions({ seq }: { seq: number }) {
  const chat = useChat();
  const show = useShow();
  const t = useWindowText();
  const room = useSelect((state) => state.open?.id);
  const epoch = useSelect((state) => state.open?.log?.epoch);
  const message = useMessage(seq);
  const rev = message?.rev;
  const [versions, setVersions] = useState<readonly Version[]>([]);
  const action = useAction();

  useEffect(() => {
    if (room === undefined || epoch === undefined) return;
    action.run(async () => {
      setVersions((await chat.request('message:versions', { room, epoch, seq })).versions);
    });
  }, [room, epoch, seq, rev]);
  if (!message) return null;

  return (
    <Dialog title={t.versionsOf} onClose={() => show(undefined)}>
      <ul class="found whole">
        {message.recalledAt === undefined &&
          versions.toReversed().map(({ text, at }) => (
            <li key={at} class="deed">
              <p class="version" dir="auto">
                {text}
              </p>
              <p class="line">{t.written(exactly(t, new Date(at)))}</p>
            </li>
          ))}
      </ul>
      <p class="problem" role="alert">
        {action.trouble && t.errors[action.trouble]}
      </p>
    </Dialog>
  );
}
