"use client";

import { Tag } from "lucide-react";
import { useId, useState } from "react";
import type { StatusFieldView, StatusGroupView } from "@/components/orders/status-view";
import { ActForm } from "@/components/ui/act-form";
import type { FormAction } from "@/components/ui/action-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";

export type StatusCardProps = {
  orderNumber: string;
  groups: StatusGroupView[];
  /** Gets `orderNumber`, `fieldId`, `invoiceId` ("" for the order itself), `value` and `requestId`. */
  setStatus: FormAction;
};

/** What the store's own fields say of this order and its invoices, each set by itself. */
export function StatusCard({ orderNumber, groups, setStatus }: StatusCardProps) {
  return (
    <Card id="h-status" size="xs" icon={Tag} hue="rule" title="Status">
      {groups.map(({ title, invoiceId, fields }) => (
        <section key={title} className="border-line border-t px-4 py-2" aria-label={title}>
          <h3 className="lab num">{title}</h3>
          {fields.map((field) => (
            <StatusRow
              key={`${field.id} ${field.value}`}
              field={field}
              fields={{ orderNumber, fieldId: field.id, invoiceId: invoiceId ?? "" }}
              setStatus={setStatus}
            />
          ))}
        </section>
      ))}
    </Card>
  );
}

type StatusRowProps = { field: StatusFieldView; fields: Record<string, string>; setStatus: FormAction };

function StatusRow({ field, fields, setStatus }: StatusRowProps) {
  const { name, kind, value, choices } = field;
  const [chosen, setChosen] = useState(value);
  const id = useId();
  return (
    <ActForm action={setStatus} fields={fields} className="py-1">
      {(_state, isPending) => (
        <div className="flex min-h-9 items-center gap-2">
          {kind === "flag" ? (
            <label className="check flex-1">
              <input
                type="checkbox"
                checked={chosen !== ""}
                onChange={(event) => setChosen(event.target.checked ? "set" : "")}
              />
              {name}
            </label>
          ) : (
            <>
              <label htmlFor={id} className="flex-1">
                {name}
              </label>
              <select
                id={id}
                className="field max-w-48"
                value={chosen}
                onChange={(event) => setChosen(event.target.value)}
              >
                <option value="">–</option>
                {choices.map((choice) => (
                  <option key={choice.value} value={choice.value}>
                    {choice.label}
                  </option>
                ))}
              </select>
            </>
          )}
          <input type="hidden" name="value" value={chosen} />
          {chosen !== value && (
            <Button type="submit" size="sm" variant="brand" disabledReason={isPending ? "Saving" : undefined}>
              Save<span className="sr-only"> {name}</span>
            </Button>
          )}
        </div>
      )}
    </ActForm>
  );
}
