import { useState } from 'preact/hooks';
import { begin, end } from '../../notify/notifier.js';
import { hindrance, want, wanted } from '../../notify/permission.js';
import { Choice } from '../choice.js';
import { useChat, useSelect } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { useShow } from '../show.js';
import { useAction } from '../use-action.js';
import { useTold } from './use-told.js';

const NIGHT = { from: '22:00', to: '08:00' };

/** Whether this browser notifies, when nobody does, and who may nudge. */
export function Notifications() {
  const chat = useChat();
  const t = useWindowText();
  const show = useShow();
  const me = useSelect((state) => state.me)!;
  const [on, setOn] = useState(wanted());
  const action = useAction();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const quiet = useTold(me.quiet ?? null, (value) => chat.request('profile:update', { quiet: value }));
  const nudges = useTold(me.nudges, (value) => chat.request('profile:update', { nudges: value }));
  const hindered = hindrance();
  const trouble = action.trouble ?? quiet.action.trouble ?? nudges.action.trouble;

  const turn = async (wish: boolean): Promise<void> => {
    const allowed = wish && (await Notification.requestPermission()) === 'granted';
    want(allowed);
    setOn(allowed);
    if (allowed) await begin(chat);
    else await end(chat);
  };
  const hours = quiet.value;
  const time = (end: 'from' | 'to', label: string) =>
    hours && (
      <label class="field">
        {label}
        <input
          type="time"
          value={hours[end]}
          onChange={({ currentTarget: { value } }) =>
            value !== '' && quiet.choose({ ...hours, zone, [end]: value })
          }
        />
      </label>
    );

  return (
    <Dialog title={t.notifications} onClose={() => show(undefined)} onBack={() => show('settings')}>
      {hindered ? (
        <p class="hint">{t.notifyHindrances[hindered]}</p>
      ) : (
        <Choice
          label={t.notifyHere}
          value={on ? 'on' : 'off'}
          choices={t.onOff}
          onChange={(value) => action.run(() => turn(value === 'on'))}
        />
      )}
      <Choice
        label={t.quietHours}
        value={hours ? 'on' : 'off'}
        choices={t.onOff}
        onChange={(value) => quiet.choose(value === 'on' ? { ...NIGHT, zone } : null)}
      />
      {hours && (
        <div class="form">
          {time('from', t.quietFrom)}
          {time('to', t.quietTo)}
          <p class="hint">{t.quietHint}</p>
        </div>
      )}
      <Choice
        label={t.nudges}
        value={nudges.value ? 'on' : 'off'}
        choices={t.onOff}
        onChange={(value) => nudges.choose(value === 'on')}
      />
      {trouble && (
        <p class="problem" role="alert">
          {t.errors[trouble]}
        </p>
      )}
    </Dialog>
  );
}
