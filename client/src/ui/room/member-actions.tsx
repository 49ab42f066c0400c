import { useState } from 'preact/hooks';
import { deedsOn, type Deed } from '../../model/standing.js';
import type { ListedRoom, Member } from '../../protocol.js';
import { useChat, useSelect } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { useAction } from '../use-action.js';
import { useOpenRoom } from './use-open-room.js';

/** For how long one can be muted, and how far back what one said can be recalled, in seconds. */
const SPANS = { mute: [600, 3600, 24 * 3600, 7 * 24 * 3600], recall: [600, 3600, 24 * 3600] };

/** What the reader may do to a member of the open room. What cannot be taken back asks first. */
export function MemberActions({ user, onDone }: { user: string; onDone: () => void }) {
  const room = useOpenRoom();
  const me = useSelect((state) => state.me)!;
  const member = useSelect(({ open }) => open?.members?.members.find(({ id }) => id === user));
  const deeds = room && member ? deedsOn(room, me, member, new Date()) : [];
  if (!room || !member || deeds.length === 0) return null;
  return <Deeds room={room} member={member} deeds={deeds} onDone={onDone} />;
}

interface DeedsProps {
  readonly room: ListedRoom;
  readonly member: Member;
  readonly deeds: readonly Deed[];
  readonly onDone: () => void;
}

function Deeds({ room, member, deeds, onDone }: DeedsProps) {
  const chat = useChat();
  const t = useWindowText();
  const action = useAction();
  const [asked, setAsked] = useState<Exclude<Deed, 'unmute'>>();
  const on = { room: room.id, user: member.id };

  const tasks: Readonly<Record<Exclude<Deed, 'mute' | 'recall'>, () => Promise<unknown>>> = {
    promote: () => chat.request('member:role', { ...on, role: 'moderator' }),
    demote: () => chat.request('member:role', { ...on, role: 'member' }),
    handOver: () => chat.request('member:role', { ...on, role: 'owner' }),
    unmute: () => chat.request('member:mute', { ...on, seconds: 0 }),
    remove: () => chat.request('member:remove', on),
    ban: () => chat.request('ban:set', { ...on, on: true }),
  };
  const run = (task: () => Promise<unknown>): void =>
    action.run(async () => {
      await task();
      onDone();
    });
  const problem = (
    <p class="problem" role="alert">
      {action.trouble && t.errors[action.trouble]}
    </p>
  );

  if (asked === 'mute' || asked === 'recall') {
    const hint = asked === 'mute' ? t.muteHint : t.recallHint;
    return (
      <div class="form">
        <p class="hint">{hint(member.nickname)}</p>
        <div class="choices">
          {SPANS[asked].map((seconds) => (
            <button
              key={seconds}
              type="button"
              class="button"
              onClick={() => run(() => chat.request(`member:${asked}`, { ...on, seconds }))}
            >
              {t.duration(seconds)}
            </button>
          ))}
        </div>
        {problem}
        <Back onBack={() => setAsked(undefined)} />
      </div>
    );
  }
  if (asked) {
    return (
      <div class="form">
        <p class="hint">{t.deedHints[asked](member.nickname)}</p>
        {problem}
        <div class="actions">
          <Back onBack={() => setAsked(undefined)} />
          <button
            type="button"
            class="button danger"
            aria-disabled={action.busy}
            autofocus
            onClick={() => run(tasks[asked])}
          >
            {t.deeds[asked]}
          </button>
        </div>
      </div>
    );
  }
  return (
    <div class="form">
      <div class="choices">
        {deeds.map((deed) => (
          <button
            key={deed}
            type="button"
            class={deed === 'remove' || deed === 'ban' ? 'button danger' : 'button'}
            onClick={() => (deed === 'unmute' ? run(tasks.unmute) : setAsked(deed))}
          >
            {t.deeds[deed]}
          </button>
        ))}
      </div>
      {problem}
    </div>
  );
}

function Back({ onBack }: { onBack: () => void }) {
  const t = useWindowText();
  return (
    <button type="button" class="button" onClick={onBack}>
      {t.cancel}
    </button>
  );
}
