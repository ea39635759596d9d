import { Field } from "@/components/ui/field";

export type NameFieldProps = { value: string; error: string | undefined; onChange: (name: string) => void };

/** The name of a status field or of one of its choices, as long as a list can show. */
export function NameField({ value, error, onChange }: NameFieldProps) {
  return (
    <Field label="Name" error={error}>
      {(control) => (
        <input
          {...control}
          name="name"
          required
          maxLength={60}
          className="field"
          autoComplete="off"
          data-autofocus
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
