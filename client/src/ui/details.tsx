import type { ComponentType } from 'preact';
import { powersIn } from '../model/standing.js';
import { useSelect } from './context.js';
import { BellOffIcon, ClockIcon, GearIcon, PinIcon } from './icons.js';
import * as later from './later-icons.js';
import { MemberList } from './member-list.js';
import { useShow, type Window } from './show.js';
import { useWindowText } from './use-window-text.js';

export { windowText } from './use-window-text.js';

/** What the room is about, who belongs to it and who is here, and what one may do about it. */
export function Details() {
  const t = useWindowText();
  const me = useSelect((state) => state.me)!;
  const list = useSelect((state) => state.open?.members);
  const room = useSelect((state) => state.open && state.rooms?.get(state.open.id));
  if (!list || !room) return null;
  const may = powersIn(room, me);

  return (
    <div class="details-content">
      {room.topic && (
        <p class="topic" dir="auto">
          {room.topic}
        </p>
      )}
      <MemberList list={list} />
      <ul class="room-menu">
        <Item to="pins" icon={PinIcon} label={t.pins} />
        {may.invite && <Item to="add-people" icon={later.AddPersonIcon} label={t.addPeople} />}
        {may.invite && <Item to="invites" icon={later.LinkIcon} label={t.invites} />}
        <Item
          to="notify-level"
          icon={room.notify === 'none' ? BellOffIcon : later.BellIcon}
          label={t.notifyOf(t.notifyLevels[room.notify ?? 'all'])}
        />
        {may.rename && <Item to="room-nickname" icon={later.NameIcon} label={t.roomNickname} />}
        {(may.moderate || may.own) && <Item to="room-settings" icon={GearIcon} label={t.roomSettings} />}
        {may.review && <Item to="reports" icon={later.FlagIcon} label={t.reports} />}
        {may.review && <Item to="bans" icon={later.BanIcon} label={t.bans} />}
        {may.review && <Item to="audit" icon={ClockIcon} label={t.audit} />}
        {may.leave && <Item to="leave" icon={later.DoorIcon} label={t.leaveRoom} />}
      </ul>
    </div>
  );
}

function Item({ to, icon: Icon, label }: { to: Window; icon: ComponentType; label: string }) {
  const show = useShow();
  return (
    <li>
      <button type="button" class="button quiet" onClick={() => show(to)}>
        <Icon />
        {label}
      </button>
    </li>
  );
}
