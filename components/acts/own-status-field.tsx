"use client";

import { useId, useState } from "react";
import { useDesk } from "@/components/layout/desk-context";

/** Which of the store's own fields is set, and to what, in two steps of one line. */
export function OwnStatusField({ error }: { error?: string | undefined }) {
  const { orderFields } = useDesk();
  const [fieldId, setFieldId] = useState(orderFields[0]?.id ?? "");
  const [value, setValue] = useState<string | null>(null);
  const ids = { field: useId(), value: useId(), error: useId() };
  const choices = orderFields.find(({ id }) => id === fieldId)?.choices ?? [];
  const values = [
    ...(choices.length > 0
      ? choices.map(({ id, name }) => ({ value: id, label: name }))
      : [{ value: "set", label: "set" }]),
    { value: "", label: "nothing: clear it" },
  ];
  const chosen = value ?? values[0]?.value ?? "";
  return (
    <div className="grid gap-2 sm:grid-cols-2">
      <div>
        <label htmlFor={ids.field} className="flab">
          Field
        </label>
        <select
          id={ids.field}
          className="field w-full"
          data-autofocus=""
          value={fieldId}
          onChange={(event) => {
            setFieldId(event.target.value);
            setValue(null);
          }}
        >
          {orderFields.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor={ids.value} className="flab">
          Shall say
        </label>
        <select
          id={ids.value}
          className="field w-full"
          value={chosen}
          aria-describedby={error ? ids.error : undefined}
          onChange={(event) => setValue(event.target.value)}
        >
          {values.map((each) => (
            <option key={each.value} value={each.value}>
              {each.label}
            </option>
          ))}
        </select>
      </div>
      <input type="hidden" name="status" value={`${fieldId}.${chosen}`} />
      {error && (
        <p id={ids.error} className="text-bad sm:col-span-2">
          {error}
        </p>
      )}
    </div>
  );
}
