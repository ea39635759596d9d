import { type ReactNode, useId } from "react";

export type SelectChoice = { value: string; label: string };

export type SelectFieldProps = {
  label: ReactNode;
  name: string;
  choices: SelectChoice[];
  defaultValue: string;
  error?: string | undefined;
  className?: string;
};

export function SelectField({ label, name, choices, defaultValue, error, className }: SelectFieldProps) {
  const id = useId();
  return (
    <div className={className}>
      <label className="flab" htmlFor={id}>
        {label}
      </label>
      <select id={id} name={name} className="field" defaultValue={defaultValue} aria-invalid={error ? true : undefined}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      {error && <p className="field-error">{error}</p>}
    </div>
  );
}
