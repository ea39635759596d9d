"use client";

import { useState } from "react";
import type { RetryLimitView } from "@/components/rules/rules-view";
import { ActForm } from "@/components/ui/act-form";
import type { FormAction } from "@/components/ui/action-state";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";

export type RetryLimitFormProps = { limit: RetryLimitView; setLimit: FormAction; onDone: () => void };

/** How many tries, from which day on, and why. What was typed stays where it is refused. */
export function RetryLimitForm({ limit, setLimit, onDone }: RetryLimitFormProps) {
  const [typed, setTyped] = useState({ most: String(limit.planned?.most ?? limit.most), from: "", note: "" });
  const control = (name: keyof typeof typed) => ({
    name,
    className: "field",
    autoComplete: "off",
    value: typed[name],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
  });
  return (
    <ActForm action={setLimit} fields={{ limitId: limit.id }} onDone={onDone}>
      {(state, isPending) => {
        const errors = state.fieldErrors ?? {};
        return (
          <>
            <div className="dlg-b grid gap-4">
              <p>
                {limit.network}, {limit.counts}: {limit.most} tries now.
              </p>
              <Field
                label="Refused tries at most"
                hint={
                  limit.networkMost === null
                    ? `The network publishes no number; the house stops at ${limit.ceiling}.`
                    : `The network allows ${limit.networkMost}; not more than that.`
                }
                error={errors.most}
              >
                {(ids) => <input {...ids} {...control("most")} inputMode="numeric" maxLength={3} data-autofocus />}
              </Field>
              <Field label="From" hint="The day begins on the shop's clock. Empty: from now on." error={errors.from}>
                {(ids) => <input {...ids} {...control("from")} type="date" />}
              </Field>
              <Field label="Why" error={errors.note}>
                {(ids) => <input {...ids} {...control("note")} maxLength={300} />}
              </Field>
            </div>
            <div className="dlg-f">
              <Button type="submit" variant="brand" disabledReason={isPending ? "Being set" : undefined}>
                Set
              </Button>
            </div>
          </>
        );
      }}
    </ActForm>
  );
}
