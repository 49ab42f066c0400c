import { gist } from '../../../../src/domain/message.js';
import type { Intent } from '../../model/intent.js';
import { plain } from '../../model/plain.js';
import { messageAt } from '../../model/room-log.js';
import { useSelect, usePeople } from '../context.js';
import { CloseIcon } from '../icons.js';
import { useWindowText } from '../use-window-text.js';
import { PencilIcon, ReplyIcon } from './icons.js';

/** Above the box: what is being answered or edited. */
export function IntentBar({ intent, onCancel }: { intent: Intent; onCancel: () => void }) {
  const t = useWindowText();
  const open = useSelect((state) => state.open);
  const people = usePeople(open?.id);

  const { author, seq } = intent.kind === 'reply' ? intent.to : intent.message;
  const original = messageAt(open?.log, seq);
  const recalled = original?.recalledAt !== undefined;
  const text = gist(original ?? (intent.kind === 'reply' ? intent.to : intent.message));
  const stop = intent.kind === 'reply' ? t.stopReply : t.stopEdit;
  return (
    <div class="intent">
      {intent.kind === 'reply' ? <ReplyIcon /> : <PencilIcon />}
      <div class="intent-what">
        <p class="intent-title">
          {intent.kind === 'reply'
            ? t.replyingTo(people.get(author.id)?.nickname ?? author.nickname)
            : t.editing}
        </p>
        <p class="intent-text" dir="auto">
          {recalled ? t.originalRecalled : plain(text)}
        </p>
      </div>
      <button type="button" class="icon-button" aria-label={stop} title={stop} onClick={onCancel}>
        <CloseIcon />
      </button>
    </div>
  );
}
