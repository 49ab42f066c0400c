import { useState } from 'preact/hooks';
import { until } from '../../i18n/when.js';
import type { Invite } from '../../protocol.js';
import { useChat } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { inviteAddress } from '../route.js';
import { Select } from '../select.js';
import { useShow } from '../show.js';
import { PageList } from './page-list.js';
import { useOpenRoom } from './use-open-room.js';
import { useCopy } from '../use-copy.js';
import { usePages } from '../use-pages.js';

const DAY = 24 * 3600;

/** For how long and for how many an invite can be; 0 for no end. */
const ENDS = [DAY, 7 * DAY, 30 * DAY, 0];
const USES = [0, 1, 10, 100];

/** Links by which people come into a private room. */
export function Invites() {
  const chat = useChat();
  const show = useShow();
  const t = useWindowText();
  const copy = useCopy();
  const room = useOpenRoom();
  const [seconds, setSeconds] = useState(7 * DAY);
  const [maxUses, setMaxUses] = useState(0);
  const [made, setMade] = useState<string>();
  const pages = usePages<Invite, never>(async () => {
    const invites = room ? (await chat.request('invite:list', { room: room.id })).invites : [];
    return { items: invites, next: undefined };
  });
  if (!room) return null;

  const make = async (): Promise<void> => {
    const { invite } = await chat.request('invite:create', {
      room: room.id,
      ...(seconds > 0 && { seconds }),
      ...(maxUses > 0 && { maxUses }),
    });
    setMade(inviteAddress(invite.token));
    await pages.again();
  };
  const revoke = async (invite: string): Promise<void> => {
    await chat.request('invite:revoke', { room: room.id, invite });
    await pages.again();
  };
  return (
    <Dialog title={t.invites} onClose={() => show(undefined)}>
      {made === undefined ? (
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            pages.action.run(make);
          }}
        >
          <Select
            label={t.inviteEnds}
            value={seconds}
            choices={ENDS}
            name={(end) => (end === 0 ? t.never : t.after(t.duration(end)))}
            onChange={setSeconds}
          />
          <Select
            label={t.inviteUses}
            value={maxUses}
            choices={USES}
            name={(uses) => (uses === 0 ? t.unlimited : t.peopleCount(uses))}
            onChange={setMaxUses}
          />
          <div class="actions">
            <button type="submit" class="button primary" aria-disabled={pages.action.busy}>
              {t.makeInvite}
            </button>
          </div>
        </form>
      ) : (
        <div class="form">
          <p class="made">{made}</p>
          <p class="hint">{t.inviteOnce}</p>
          <div class="actions">
            <button type="button" class="button" onClick={() => setMade(undefined)}>
              {t.anotherInvite}
            </button>
            <button type="button" class="button primary" autofocus onClick={() => copy(made)}>
              {t.copyLink}
            </button>
          </div>
        </div>
      )}
      <PageList pages={pages} none={t.noInvites}>
        {({ id, by, uses, maxUses: most, expiresAt }) => (
          <li key={id} class="deed">
            <span class="name">{t.inviteUsed(uses, most)}</span>
            <span class="line">
              {t.inviteBy(by.nickname)}
              {expiresAt !== undefined && ` · ${t.endsAt(until(t, new Date(expiresAt), new Date()))}`}
            </span>
            <button type="button" class="button" onClick={() => pages.action.run(() => revoke(id))}>
              {t.revokeInvite}
            </button>
          </li>
        )}
      </PageList>
    </Dialog>
  );
}
