import { useState } from 'preact/hooks';
import { messagesOf } from '../../model/room-log.js';
import { useChat, useSelect } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { Field } from '../field.js';
import { useShow } from '../show.js';
import { useAction } from '../use-action.js';
import { useOpenRoom } from './use-open-room.js';

/** Asks those who run the room to look at a message. */
export function ReportMessage({ seq }: { seq: number }) {
  const chat = useChat();
  const show = useShow();
  const t = useWindowText();
  const room = useOpenRoom();
  const log = useSelect(({ open }) => open?.log);
  const message = messagesOf(log?.entries ?? []).find((one) => one.seq === seq);
  const [reason, setReason] = useState('');
  const action = useAction();
  if (!room || !log || !message) return null;

  const report = async (): Promise<void> => {
    await chat.request('report:create', { room: room.id, epoch: log.epoch, seq, reason });
    show(undefined);
    chat.toast('reported');
  };
  return (
    <Dialog title={t.reportTitle} onClose={() => show(undefined)}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          action.run(report);
        }}
      >
        <p class="made" dir="auto">
          {t.lastMessage(message.author.nickname, message.text)}
        </p>
        <Field
          label={t.reportReason}
          hint={room.kind === 'direct' ? t.reportDirectHint : t.reportHint}
          value={reason}
          onInput={setReason}
          autoFocus
          error={action.trouble && t.errors[action.trouble]}
        />
        <div class="actions">
          <button type="submit" class="button primary" aria-disabled={action.busy}>
            {t.report}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
