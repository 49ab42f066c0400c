import type { ComponentType } from 'preact';
import { hueOf } from '../../model/people.js';
import { Avatar } from '../avatar.js';
import { Choice } from '../choice.js';
import { useChat, useSelect } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import * as later from '../later-icons.js';
import { useShow, type Window } from '../show.js';
import { useCopy } from '../use-copy.js';
import { useTold } from './use-told.js';

/** Who I am, and the way to everything that I can set. */
export function Settings() {
  const chat = useChat();
  const t = useWindowText();
  const show = useShow();
  const me = useSelect((state) => state.me)!;
  const told = useTold(me.availability, (status) => chat.request('presence:set', { status }));
  const guest = me.kind === 'guest';

  return (
    <Dialog title={t.settings} onClose={() => show(undefined)}>
      <div class="self">
        <Avatar name={me.nickname} hue={hueOf(me.id)} avatar={me.avatar} />
        <p class="name" dir="auto">
          {me.nickname}
        </p>
        {me.number === undefined ? <p class="hint">{t.guest}</p> : <OwnNumber number={me.number} />}
      </div>
      <Choice label={t.availability} value={told.value} choices={t.availabilities} onChange={told.choose} />
      {told.action.trouble && (
        <p class="problem" role="alert">
          {t.errors[told.action.trouble]}
        </p>
      )}
      <ul class="menu">
        {guest && <Item to="keep" icon={later.KeyIcon} label={t.keepTitle} accent />}
        <Item to="profile" icon={later.PersonIcon} label={t.profile} />
        {!guest && <Item to="devices" icon={later.DeviceIcon} label={t.devices} />}
        {!guest && <Item to="password" icon={later.KeyIcon} label={t.changePassword} />}
        <Item to="privacy" icon={later.ShieldIcon} label={t.privacy} />
        <Item to="notifications" icon={later.BellIcon} label={t.notifications} />
        <Item to="preferences" icon={later.LookIcon} label={t.preferences} />
        <Item to="shortcuts" icon={later.KeyboardIcon} label={t.shortcuts} />
        {guest && <Item to="sign-in" icon={later.PersonIcon} label={t.otherAccount} />}
        {me.admin && <Item to="server" icon={later.ServerIcon} label={t.server} />}
        <Item to="sign-out" icon={later.DoorIcon} label={t.signOut} />
      </ul>
    </Dialog>
  );
}

interface ItemProps {
  readonly to: Window;
  readonly icon: ComponentType;
  readonly label: string;
  readonly accent?: boolean;
}

function Item({ to, icon: Icon, label, accent = false }: ItemProps) {
  const show = useShow();
  return (
    <li>
      <button type="button" class={accent ? 'menu-item accent' : 'menu-item'} onClick={() => show(to)}>
        <Icon />
        {label}
        <later.NextIcon />
      </button>
    </li>
  );
}

function OwnNumber({ number }: { number: number }) {
  const t = useWindowText();
  const copy = useCopy();
  return (
    <p class="hint own-number">
      {t.number(number)}
      <button
        type="button"
        class="icon-button"
        aria-label={t.copyNumber}
        title={t.copyNumber}
        onClick={() => copy(String(number))}
      >
        <later.CopyIcon />
      </button>
    </p>
  );
}
