"use client";

import { useState } from "react";

const choices = [
  { value: "two_hours", label: "2 hours" },
  { value: "tomorrow", label: "Tomorrow, 09:00" },
  { value: "next_week", label: "Monday, 09:00" },
  { value: "at", label: "A moment of your choice" },
] as const;

export type SnoozeFieldProps = { timeZone: string; error?: string | undefined };

/** Until when: an answer of the customer, or a hold that ends within a day, wakes the order sooner. */
export function SnoozeField({ timeZone, error }: SnoozeFieldProps) {
  const [choice, setChoice] = useState<(typeof choices)[number]["value"]>("tomorrow");
  return (
    <fieldset>
      <legend className="flab">Off the lists for, or until</legend>
      {choices.map(({ value, label }) => (
        <label key={value} className="check py-0.5">
          <input
            type="radio"
            name={value === "at" ? undefined : "until"}
            value={value}
            checked={choice === value}
            onChange={() => setChoice(value)}
            {...(value === "tomorrow" && { "data-autofocus": "" })}
          />
          {label}
        </label>
      ))}
      {choice === "at" && (
        <input
          type="datetime-local"
          name="until"
          required
          className="field mt-1"
          aria-label={`Until, on the shop's clock (${timeZone})`}
        />
      )}
      {error && <p className="text-bad mt-1">{error}</p>}
      <p className="lab mt-2">
        It comes back sooner when the customer opens the link or answers, and 24 hours before a hold ends.
      </p>
    </fieldset>
  );
}
