"use client";

import { useState } from "react";
import { ActForm } from "@/components/ui/act-form";
import type { FormAction } from "@/components/ui/action-state";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";

export type QuietHoursView = { hours: { from: string; until: string } | null; timeZone: string };
export type QuietHoursFormProps = QuietHoursView & { change: FormAction };

/** From when until when no alert is mailed; what was typed stays where it is refused. */
export function QuietHoursForm({ hours, timeZone, change }: QuietHoursFormProps) {
  const [typed, setTyped] = useState({ from: hours?.from ?? "", until: hours?.until ?? "" });
  return (
    <ActForm action={change}>
      {(state, isPending) => (
        <div className="flex flex-wrap items-start gap-3">
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
