import { useId, useState } from 'preact/hooks';
import { useText } from './context.js';
import { EyeIcon } from './icons.js';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** What one should know before writing. */
  readonly hint?: string;
  readonly error?: string | undefined;
  /** A password is hidden until one wants to see it. */
  readonly secret?: boolean;
  readonly autoFocus?: boolean;
  readonly autoComplete?: string;
}

/** One line of text with its label, and beneath it what is wrong with it. */
export function Field(props: FieldProps) {
  const {
    label,
    value,
    onInput,
    hint,
    error,
    secret = false,
    autoFocus = false,
    autoComplete = 'off',
  } = props;
  const t = useText();
  const id = useId();
  const [shown, setShown] = useState(false);
  // The types of Preact let no input be now this, now that.
  const type = (secret && !shown ? 'password' : 'text') as 'text';
  const told = error === undefined ? (hint === undefined ? undefined : `${id}-hint`) : `${id}-problem`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="field-line">
        <input
          id={id}
          type={type}
          dir="auto"
          value={value}
          autofocus={autoFocus}
          autocomplete={autoComplete}
          autocapitalize={secret ? 'none' : undefined}
          enterkeyhint="go"
          aria-invalid={error !== undefined}
          aria-describedby={told}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
        {secret && (
          <button
            type="button"
            class="icon-button"
            aria-label={t.showPassword}
            title={t.showPassword}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            <EyeIcon />
          </button>
        )}
      </div>
      {hint !== undefined && error === undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <p class="problem" id={`${id}-problem`} role="alert">
        {error}
      </p>
    </div>
  );
}
