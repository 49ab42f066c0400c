import { useState } from 'preact/hooks';
import { deedsOn, type Deed } from '../../model/standing.js';
import type { ListedRoom, Member } from '../../protocol.js';
import { useChat, useSelect, useText } from '../context.js';
import { useAction } from '../use-action.js';
import { useOpenRoom } from './use-open-room.js';

type RoleDeed = Extract<Deed, 'promote' | 'demote' | 'handOver'>;
const isRole = (deed: Deed): deed is RoleDeed => ['promote', 'demote', 'handOver'].includes(deed);

/** What the reader may do to a member of the open room. What cannot be taken back asks first. */
export function MemberActions({ user, onDone }: { user: string; onDone: () => void }) {
  const room = useOpenRoom();
  const me = useSelect((state) => state.me)!;
  const member = useSelect(({ open }) => open?.members?.members.find(({ id }) => id === user));
  const deeds = room && member ? deedsOn(room, me, member, new Date()).filter(isRole) : [];
  if (!room || !member || deeds.length === 0) return null;
  return <Deeds room={room} member={member} deeds={deeds} onDone={onDone} />;
}

interface DeedsProps {
  readonly room: ListedRoom;
  readonly member: Member;
  readonly deeds: readonly RoleDeed[];
  readonly onDone: () => void;
}

function Deeds({ room, member, deeds, onDone }: DeedsProps) {
  const chat = useChat();
  const t = useText();
  const action = useAction();
  const [asked, setAsked] = useState<RoleDeed>();
  const on = { room: room.id, user: member.id };

  const tasks: Readonly<Record<RoleDeed, () => Promise<unknown>>> = {
    promote: () => chat.request('member:role', { ...on, role: 'moderator' }),
    demote: () => chat.request('member:role', { ...on, role: 'member' }),
    handOver: () => chat.request('member:role', { ...on, role: 'owner' }),
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
          <button key={deed} type="button" class="button" onClick={() => setAsked(deed)}>
            {t.deeds[deed]}
          </button>
        ))}
      </div>
      {problem}
    </div>
  );
}

function Back({ onBack }: { onBack: () => void }) {
  const t = useText();
  return (
    <button type="button" class="button" onClick={onBack}>
      {t.cancel}
    </button>
  );
}
