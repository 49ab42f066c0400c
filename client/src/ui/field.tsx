import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
  readonly autoComplete?: string;
}

/** One line of text with its label, and beneath it what is wrong with it. */
export function Field({ label, value, onInput, error, autoFocus = false, autoComplete = 'off' }: FieldProps) {
  const id = useId();
  const problem = `${id}-problem`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        dir="auto"
        value={value}
        autofocus={autoFocus}
        autocomplete={autoComplete}
        enterkeyhint="go"
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : problem}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <p class="problem" id={problem} role="alert">
        {error}
      </p>
    </div>
  );
}
