import { newId } from "@/lib/db/new-id";
import { toDate } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import { ok, type Result, refused } from "@/lib/payments/result";
import { changeOrder, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

export type AddNoteInput = { readonly text: string; readonly isPinned: boolean };

/** Writes a colleague's note on an order. A pinned one takes the place of the one pinned before; a question of the customer's counts as answered by it. */
export async function addNote(
  context: OperationContext,
  key: OrderKey,
  input: AddNoteInput,
): Promise<Result<{ noteId: string }, OrderMissing | "only_staff">> {
  const { actor } = context;
  if (actor.kind !== "staff") return refused("only_staff");
  return changeOrder(
    context,
    key,
    async ({ tx, order, event }) => {
      const noteId = newId("not");
      const { storeId, id: orderId } = order;
      if (input.isPinned) await tx.update("notes", { storeId, orderId, isPinned: true }, { isPinned: false });
      await tx.insert("notes", {
        storeId,
        id: noteId,
        orderId,
        authorId: actor.userId,
        text: input.text,
        isPinned: input.isPinned,
        createdAt: toDate(tx.now),
      });
      if (order.approval?.questionAt) await markAnswered(tx, storeId, order.approval.id);
      await event("note_added", { noteId });
      return ok({ noteId });
    },
    { ignoresClaim: true },
  );
}

async function markAnswered(tx: Tx, storeId: string, id: string): Promise<void> {
  await tx.update("approval_requests", { storeId, id }, { questionAt: null });
}
