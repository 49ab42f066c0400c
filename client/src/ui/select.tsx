import { useId } from 'preact/hooks';

interface SelectProps<T extends number> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly T[];
  readonly name: (choice: T) => string;
  readonly onChange: (value: T) => void;
}

/** One of many, from a list that opens. */
export function Select<T extends number>({ label, value, choices, name, onChange }: SelectProps<T>) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(Number(event.currentTarget.value) as T)}>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {name(choice)}
          </option>
        ))}
      </select>
    </div>
  );
}
