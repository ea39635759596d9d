"use client";

import { useState } from "react";
import type { FilterView } from "@/components/data-table/list-view";

export type FilterEditorProps = { filter: FilterView; onChange: (value: string | null) => void };

export function FilterEditor({ filter, onChange }: FilterEditorProps) {
  const [text, setText] = useState(filter.value ?? "");
  if (filter.kind === "text" || filter.kind === "day") {
    const isDay = filter.kind === "day";
    return (
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onChange(text.trim() || null);
        }}
      >
        <label className="flab" htmlFor={`filter-${filter.key}`}>
          {filter.label}
        </label>
        <input
          id={`filter-${filter.key}`}
          type={isDay ? "date" : "text"}
          className="field"
          value={text}
          onChange={({ target: { value } }) => {
            setText(value);
            // A day holds as soon as it is whole: while its year is typed it is one of the first centuries.
            if (isDay && value >= "1900") onChange(value);
          }}
        />
      </form>
    );
  }
  const chosen = text.split(",").filter(Boolean);
  const isOne = filter.kind === "one";
  return (
    <fieldset>
      <legend className="flab">{filter.label}</legend>
      {filter.choices.map((choice) => (
        <label key={choice.value} className="check py-0.5">
          <input
            type={isOne ? "radio" : "checkbox"}
            name={`filter-${filter.key}`}
            checked={chosen.includes(choice.value)}
            onChange={() => {
              const next = isOne ? choice.value : toggled(chosen, choice.value);
              // Shown at once: the rows follow when the server has them.
              setText(next ?? "");
              onChange(next);
            }}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}

function toggled(chosen: string[], value: string): string | null {
  const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
  return next.length > 0 ? next.join(",") : null;
}
