import { type ReactNode, useId } from "react";

export type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  className?: string;
  /** Draws the control with the ids that tie it to its label and error. */
  children: (control: { id: string; "aria-invalid"?: true; "aria-describedby"?: string }) => ReactNode;
};

export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const described = error || hint ? { "aria-describedby": hintId } : {};
  return (
    <div className={className}>
      <label className="flab" htmlFor={id}>
        {label}
      </label>
      {children({ id, ...(error ? { "aria-invalid": true as const } : {}), ...described })}
      {error ? (
        <p id={hintId} className="field-error">
          {error}
        </p>
      ) : (
        hint && (
          <p id={hintId} className="lab mt-1">
            {hint}
          </p>
        )
      )}
    </div>
  );
}
