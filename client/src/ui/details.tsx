import type { ComponentType } from 'preact';
import { powersIn } from '../model/standing.js';
import { useSelect, useText } from './context.js';
import * as icons from './icons.js';
import { useMessageText } from './message/use-message-text.js';
import { MemberList } from './member-list.js';
import { useShow, type Window } from './show.js';

/** What the room is about, who belongs to it and who is here, and what one may do about it. */
export function Details() {
  const t = useText();
  const words = useMessageText();
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
        <Item to="pins" icon={icons.PinIcon} label={words?.pins ?? ''} />
        {may.invite && <Item to="add-people" icon={icons.AddPersonIcon} label={t.addPeople} />}
        {may.invite && <Item to="invites" icon={icons.LinkIcon} label={t.invites} />}
        <Item
          to="notify-level"
          icon={room.notify === 'none' ? icons.BellOffIcon : icons.BellIcon}
          label={t.notifyOf(t.notifyLevels[room.notify ?? 'all'])}
        />
        {may.rename && <Item to="room-nickname" icon={icons.NameIcon} label={t.roomNickname} />}
        {(may.moderate || may.own) && (
          <Item to="room-settings" icon={icons.GearIcon} label={t.roomSettings} />
        )}
        {may.review && <Item to="reports" icon={icons.FlagIcon} label={t.reports} />}
        {may.review && <Item to="bans" icon={icons.BanIcon} label={t.bans} />}
        {may.review && <Item to="audit" icon={icons.ClockIcon} label={t.audit} />}
        {may.leave && <Item to="leave" icon={icons.DoorIcon} label={t.leaveRoom} />}
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
