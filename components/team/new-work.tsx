"use client";

import { ActForm } from "@/components/ui/act-form";
import type { FormAction } from "@/components/ui/action-state";
import { Button } from "@/components/ui/button";

export type NewWorkProps = { deals: boolean; change: FormAction };

/** What becomes of an order that comes into the list and is nobody's. */
export function NewWork({ deals, change }: NewWorkProps) {
  return (
    <ActForm action={change} fields={{ deals: deals ? "no" : "yes" }} className="border-line border-t px-4 py-2">
      {(_state, isPending) => (
        <div className="flex flex-wrap items-center gap-3">
          <p className="text-muted flex-1 basis-72">
            {deals
              ? "New orders go by themselves to whoever has the customer’s other orders, else to whoever has least, among CSRs who are signed in."
              : "New orders wait until somebody takes them."}
          </p>
          <Button type="submit" disabledReason={isPending ? "Being changed" : undefined}>
            {deals ? "Stop dealing new orders" : "Deal new orders by themselves"}
          </Button>
        </div>
      )}
    </ActForm>
  );
}
