"use client";

import { useState } from "react";
import { hoursText, silenceText } from "@/components/team/alert-words";
import { ActForm } from "@/components/ui/act-form";
import type { FormAction } from "@/components/ui/action-state";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select-field";

export type AlertsView = {
  hours: { from: string; until: string } | null;
  timeZone: string;
  holdHours: number;
  holdChoices: number[];
  silenceMinutes: number;
  silenceChoices: number[];
};
export type AlertsFormProps = { view: AlertsView; change: FormAction };

/** When people are told, and from when until when no alert is mailed; what was typed stays where it is refused. */
export function AlertsForm({ view, change }: AlertsFormProps) {
  const { hours, timeZone } = view;
  const [typed, setTyped] = useState({ from: hours?.from ?? "", until: hours?.until ?? "" });
  return (
    <ActForm action={change}>
      {(state, isPending) => (
        <div className="flex flex-wrap items-start gap-3">
          <SelectField
            label="Hold ends in"
            name="holdHours"
            choices={view.holdChoices.map((each) => ({ value: String(each), label: hoursText(each) }))}
            defaultValue={String(view.holdHours)}
            error={state.fieldErrors?.holdHours}
            className="w-36"
          />
          <SelectField
            label="Gateway silent for"
            name="silenceMinutes"
            choices={view.silenceChoices.map((each) => ({ value: String(each), label: silenceText(each) }))}
            defaultValue={String(view.silenceMinutes)}
            error={state.fieldErrors?.silenceMinutes}
            className="w-40"
          />
          {(["from", "until"] as const).map((name) => (
            <Field
              key={name}
              label={name === "from" ? "No mail from" : "until"}
              hint={name === "from" ? `Clock of ${timeZone}` : "Both empty: at any hour"}
              error={state.fieldErrors?.[name]}
              className="w-44"
            >
              {(control) => (
                <input
                  {...control}
                  name={name}
                  className="field num"
                  inputMode="numeric"
                  placeholder="hh:mm"
                  autoComplete="off"
                  maxLength={20}
                  value={typed[name]}
                  onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
                />
              )}
            </Field>
          ))}
          <Button type="submit" className="mt-6" disabledReason={isPending ? "Being changed" : undefined}>
            Change
          </Button>
        </div>
      )}
    </ActForm>
  );
}
