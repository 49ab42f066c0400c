import type { ComponentType } from 'preact';
import { useId } from 'preact/hooks';

export interface Option<T extends string> {
  readonly value: T;
  readonly title: string;
  readonly hint: string;
  readonly icon: ComponentType;
}

interface OptionsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
}

/** One of a few that need a word each: radio buttons, one a line. */
export function Options<T extends string>({ label, value, options, onChange }: OptionsProps<T>) {
  const name = useId();
  return (
    <fieldset class="options">
      <legend>{label}</legend>
      {options.map(({ value: choice, title, hint, icon: Icon }) => (
        <label key={choice}>
          <input type="radio" name={name} checked={choice === value} onChange={() => onChange(choice)} />
          <Icon />
          <span>
            <b>{title}</b>
            <span class="hint">{hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
