import { useEffect, useState } from 'preact/hooks';
import { shortly } from '../../i18n/when.js';
import type { Device } from '../../protocol.js';
import { useChat } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { DeviceIcon } from '../later-icons.js';
import { useShow } from '../show.js';
import { useAction } from '../use-action.js';

/** Where I am signed in. */
export function Devices() {
  const chat = useChat();
  const t = useWindowText();
  const show = useShow();
  const [devices, setDevices] = useState<readonly Device[]>();
  const action = useAction();
  const now = new Date();

  const load = async (): Promise<void> => setDevices((await chat.request('session:list', {})).sessions);
  useEffect(() => action.run(load), []);
  const revoke = async (session: string): Promise<void> => {
    await chat.request('session:revoke', { session });
    await load();
  };

  return (
    <Dialog title={t.devices} onClose={() => show(undefined)} onBack={() => show('settings')}>
      <p class="hint">{t.devicesHint}</p>
      <ul class="found devices">
        {devices?.map(({ id, device, seenAt, current }) => {
          const name = device === '' ? t.unknownDevice : device;
          return (
            <li key={id}>
              <DeviceIcon />
              <span class="name">{name}</span>
              <span class="line">
                {current ? t.thisDevice : t.lastSeen(shortly(t, new Date(seenAt), now))}
              </span>
              {!current && (
                <button
                  type="button"
                  class="button"
                  aria-label={t.signOutDevice(name)}
                  onClick={() => action.run(() => revoke(id))}
                >
                  {t.signOutThere}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {action.trouble && (
        <p class="problem" role="alert">
          {t.errors[action.trouble]}
        </p>
      )}
    </Dialog>
  );
}
