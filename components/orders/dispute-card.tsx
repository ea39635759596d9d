"use client";

import { useState } from "react";
import type { DisputeView } from "@/components/orders/order-record-view";
import { ActForm } from "@/components/ui/act-form";
import type { FormAction } from "@/components/ui/action-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";

export type DisputeCardProps = { dispute: DisputeView; record: FormAction };

/** What to ask the payer of a disputed payment, what they said, and what was settled with them. */
export function DisputeCard({ dispute, record }: DisputeCardProps) {
  const { orderNumber, version, settled, questions, decisions } = dispute;
  const [typed, setTyped] = useState<Record<string, string>>({});
  const keep = (name: string, value: string) => setTyped((before) => ({ ...before, [name]: value }));
  return (
    <div id="dispute" className="scroll-mt-24">
      <Card id="h-dispute" title="Ask about the dispute" size="sm">
        <ActForm
          action={record}
          fields={{ orderNumber, version }}
          className="grid gap-3 px-4 pb-3"
          onDone={() => setTyped({})}
        >
          {(state, isPending) => (
            <>
              <p className="text-muted">
                {settled === null
                  ? "Listen first: no charge and no reminder goes out while this is open."
                  : `Settled so far: ${settled}. Another talk replaces it.`}
              </p>
              <div className="grid gap-3 sm:grid-cols-2">
                {questions.map(({ name, label, hint }) => (
                  <Field key={name} label={label} hint={hint} error={state.fieldErrors?.[name]}>
                    {(control) => (
                      <textarea
                        {...control}
                        name={name}
                        className="field"
                        rows={2}
                        maxLength={1000}
                        value={typed[name] ?? ""}
                        onChange={(event) => keep(name, event.target.value)}
                      />
                    )}
                  </Field>
                ))}
              </div>
              <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-2">
                <legend className="flab">What was settled</legend>
                {decisions.map(({ value, label }) => (
                  <label key={value} className="check">
                    <input
                      type="radio"
                      name="decision"
                      value={value}
                      required
                      checked={typed.decision === value}
                      onChange={() => keep("decision", value)}
                    />
                    {label}
                  </label>
                ))}
                <Button
                  type="submit"
                  variant="brand"
                  className="ml-auto"
                  disabledReason={isPending ? "Being written down" : undefined}
                >
                  Write it down
                </Button>
              </fieldset>
            </>
          )}
        </ActForm>
      </Card>
    </div>
  );
}
