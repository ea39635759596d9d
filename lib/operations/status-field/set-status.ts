import type { Tx } from "@/lib/db/transaction";
import { ok, type Result, refused } from "@/lib/payments/result";
import { changeOrder, type OrderKey, type OrderMissing } from "../change-order";
import { actorText, type OperationContext } from "../operation-context";

export type SetStatusInput = {
  readonly fieldId: string;
  /** null: the field is one of the order itself. */
  readonly invoiceId: string | null;
  /** A choice of the field, "set" for a flag; null takes away what is there. */
  readonly value: string | null;
};

export type SetStatusRefusal = "status_field_not_found" | "status_choice_not_found" | "invoice_not_found";

/** Sets one of the store's own status fields on an order or on one of its invoices (P02). No rule reads it, and no money follows it. */
export function setStatus(
  context: OperationContext,
  key: OrderKey,
  { fieldId, invoiceId, value }: SetStatusInput,
): Promise<Result<{ text: string }, SetStatusRefusal | OrderMissing>> {
  return changeOrder(
    context,
    key,
    async ({ tx, order, event, audit }): Promise<Result<{ text: string }, SetStatusRefusal>> => {
      const { storeId, id: orderId } = order;
      const [field] = await tx.select("status_fields", { storeId, id: fieldId, retiredAt: null });
      const subject = invoiceId === null ? "order" : "invoice";
      if (!field || field.subject !== subject) return refused("status_field_not_found");
      const [invoice] = invoiceId === null ? [] : await tx.select("invoices", { storeId, orderId, id: invoiceId });
      if (invoiceId !== null && !invoice) return refused("invoice_not_found");
      const choices = await tx.select("status_choices", { storeId, fieldId });
      const nameOf = (choiceId: string | null) => choices.find(({ id }) => id === choiceId)?.name ?? null;
      const isOffered =
        field.kind === "flag" ? value === "set" : choices.some(({ id, retiredAt }) => id === value && !retiredAt);
      if (value !== null && !isOffered) return refused("status_choice_not_found");

      const where = { storeId, fieldId, subjectId: invoiceId ?? orderId };
      const [before] = await tx.select("status_values", where);
      const choiceId = field.kind === "flag" ? null : value;
      const text = value === null ? "cleared" : (nameOf(choiceId) ?? "set");
      if (before ? value !== null && before.choiceId === choiceId : value === null) return ok({ text });

      await clear(tx, where);
      if (value !== null) {
        const setBy = actorText(context.actor);
        const written = {
          ...where,
          subject,
          kind: field.kind,
          orderId,
          invoiceId,
          choiceId,
          setBy,
          setAt: new Date(tx.now),
        };
        await tx.insert("status_values", written);
      }
      const facts = { field: field.name, invoiceNumber: invoice?.invoiceNumber ?? null };
      const previous = before ? (nameOf(before.choiceId) ?? "set") : null;
      await event("status_set", { ...facts, value: value === null ? null : text, before: previous });
      const name = [field.name, facts.invoiceNumber].filter(Boolean).join(", ");
      const says = (said: string | null) => ({ status: said === null ? null : `${name}: ${said}` });
      await audit("order.status_set", { before: says(previous), after: says(value === null ? null : text) });
      return ok({ text });
    },
  );
}

type ValueKey = { readonly storeId: string; readonly fieldId: string; readonly subjectId: string };

async function clear(tx: Tx, { storeId, fieldId, subjectId }: ValueKey): Promise<void> {
  await tx.rows("DELETE FROM status_values WHERE store_id = $1 AND field_id = $2 AND subject_id = $3", [
    storeId,
    fieldId,
    subjectId,
  ]);
}
