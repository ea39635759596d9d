"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";

const choices = [
  { value: "now", label: "Now" },
  { value: "two_hours", label: "In 2 hours" },
  { value: "tomorrow", label: "Tomorrow, 09:00" },
  { value: "next_week", label: "Monday, 09:00" },
  { value: "at", label: "A moment of your choice" },
] as const;

export type SendLaterFieldProps = { timeZone: string; error?: string | undefined };

/** When the mail leaves. Until then it can be taken back, or sent at once, on the order. */
export function SendLaterField({ timeZone, error }: SendLaterFieldProps) {
  const [choice, setChoice] = useState("now");
  return (
    <div>
      <Field label="Send" error={error}>
        {(control) => (
          <select
            {...control}
            {...(choice !== "at" && { name: "sendLater" })}
            className="field"
            value={choice}
            onChange={(event) => setChoice(event.target.value)}
          >
            {choices.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      {choice === "at" && (
        <input
          type="datetime-local"
          name="sendLater"
          required
          className="field mt-1"
          aria-label={`When the mail leaves, on the shop's clock (${timeZone})`}
        />
      )}
    </div>
  );
}
