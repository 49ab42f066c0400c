import { ownNames, type Language } from '../../i18n/language.js';
import { Choice } from '../choice.js';
import { useChat, useSelect } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { useShow } from '../show.js';

/** How the page looks and speaks, in this browser. All of it takes effect at once. */
export function Preferences() {
  const chat = useChat();
  const t = useWindowText();
  const show = useShow();
  const { language, theme, sendKey } = useSelect((state) => state.preferences);

  return (
    <Dialog title={t.preferences} onClose={() => show(undefined)} onBack={() => show('settings')}>
      <Choice
        label={t.language}
        value={language}
        choices={{ auto: t.languageAuto, ...ownNames }}
        onChange={(value) => chat.prefer({ language: value as Language | 'auto' })}
      />
      <Choice
        label={t.theme}
        value={theme}
        choices={{ auto: t.themeAuto, light: t.themeLight, dark: t.themeDark }}
        onChange={(value) => chat.prefer({ theme: value })}
      />
      <Choice
        label={t.sendKey}
        value={sendKey}
        choices={{ enter: t.sendKeyEnter, 'ctrl-enter': t.sendKeyCtrlEnter }}
        onChange={(value) => chat.prefer({ sendKey: value })}
      />
    </Dialog>
  );
}
