import { useChat, useSelect, useText } from './context.js';
import { SpeechIcon } from './icons.js';
import { goTo } from './route.js';
import { useAction } from './use-action.js';
import { useCopy } from './use-copy.js';

/** For a room that one is not in, not any more, or that is not there. What one was writing is still to be had. */
export function Outside() {
  const chat = useChat();
  const t = useText();
  const copy = useCopy();
  const { id, status } = useSelect((state) => state.open)!;
  const draft = useSelect((state) => state.drafts.get(id));
  const action = useAction();
  const why =
    status === 'removed' || status === 'banned' || status === 'lost'
      ? status
      : status === 'gone' || action.trouble === 'room.not_found'
        ? 'gone'
        : 'notMember';
  return (
    <div class="note">
      <SpeechIcon />
      <h3>{t.outside[why].title}</h3>
      <p>{t.outside[why].hint}</p>
      {why === 'notMember' ? (
        <button type="button" class="button primary" onClick={() => action.run(() => chat.join(id))}>
          {action.busy ? t.joining : t.join}
        </button>
      ) : (
        <button type="button" class="button" onClick={() => goTo(undefined)}>
          {t.back}
        </button>
      )}
      {action.trouble && why === 'notMember' && <p class="problem">{t.errors[action.trouble]}</p>}
      {draft !== undefined && (
        <div class="kept">
          <p class="hint">{t.draftKept}</p>
          <p class="bubble" dir="auto">
            {draft}
          </p>
          <button type="button" class="button" onClick={() => copy(draft)}>
            {t.copy}
          </button>
        </div>
      )}
    </div>
  );
}
