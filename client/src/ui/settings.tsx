import { useId, useState } from 'preact/hooks';
import { nickname } from '../../../src/domain/name.js';
import { languages, ownNames, type Language } from '../i18n/languages.js';
import { useChat, useSelect, useText } from './context.js';
import { Dialog } from './dialog.js';
import { Field } from './field.js';
import { KeyboardIcon } from './icons.js';
import { useAction } from './use-action.js';

/** What the user can choose for himself. All but the nickname takes effect at once. */
export function Settings({ onClose, onShortcuts }: { onClose: () => void; onShortcuts: () => void }) {
  const chat = useChat();
  const t = useText();
  const me = useSelect((state) => state.me)!;
  const { language, theme, sendKey } = useSelect((state) => state.preferences);
  const [name, setName] = useState(me.nickname);
  const naming = useAction();
  const leaving = useAction();

  return (
    <Dialog title={t.settings} onClose={onClose}>
      <form
        class="form row"
        onSubmit={(event) => {
          event.preventDefault();
          naming.run(async () => chat.rename(nickname(name)));
        }}
      >
        <Field
          label={t.nickname}
          value={name}
          onInput={setName}
          autoComplete="nickname"
          error={naming.trouble && t.errors[naming.trouble]}
        />
        <button
          type="submit"
          class="button primary"
          aria-disabled={naming.busy || name.trim() === me.nickname}
        >
          {t.save}
        </button>
      </form>
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
      <button type="button" class="button quiet" onClick={onShortcuts}>
        <KeyboardIcon />
        {t.shortcuts}
      </button>
      <div class="sign-out">
        <p class="hint">{t.signOutHint}</p>
        <button type="button" class="button danger" onClick={() => leaving.run(() => chat.signOut())}>
          {t.signOut}
        </button>
      </div>
      {leaving.trouble && <p class="problem">{t.errors[leaving.trouble]}</p>}
    </Dialog>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: Readonly<Record<T, string>>;
  readonly onChange: (value: T) => void;
}

/** One of a few: radio buttons drawn as one bar. */
function Choice<T extends string>({ label, value, choices, onChange }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      {(Object.keys(choices) as T[]).map((choice) => (
        <label key={choice}>
          <input type="radio" name={name} checked={choice === value} onChange={() => onChange(choice)} />
          <span lang={choice in languages ? choice : undefined}>{choices[choice]}</span>
        </label>
      ))}
    </fieldset>
  );
}
