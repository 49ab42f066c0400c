import { useId } from 'preact/hooks';
import { ownNames } from '../i18n/language.js';

interface ChoiceProps<T extends string> {
  readonly label: string;
  /** Where something above it says the same, the label is only read out. */
  readonly plain?: boolean;
  readonly value: T;
  readonly choices: Readonly<Record<T, string>>;
  readonly onChange: (value: T) => void;
}

/** One of a few: radio buttons drawn as one bar. */
export function Choice<T extends string>({ label, plain = false, value, choices, onChange }: ChoiceProps<T>) {
  const name = useId();
  return (
    // Not a fieldset: WebKit draws the legend across the edge.
    <div class="choice" role="group" aria-label={label}>
      {!plain && (
        <p class="choice-label" aria-hidden="true">
          {label}
        </p>
      )}
      {(Object.keys(choices) as T[]).map((choice) => (
        <label key={choice}>
          <input type="radio" name={name} checked={choice === value} onChange={() => onChange(choice)} />
          <span lang={choice in ownNames ? choice : undefined}>{choices[choice]}</span>
        </label>
      ))}
    </div>
  );
}
