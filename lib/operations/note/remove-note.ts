import { MINUTE_MS } from "@/lib/payments/instant";
import { ok, type Result, refused } from "@/lib/payments/result";
import { changeOrder, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";

/** Long enough for a second thought, too short to rewrite history. */
const regretMs = 5 * MINUTE_MS;

/** Takes back a note that its own author wrote just now. */
export async function removeNote(
  context: OperationContext,
  key: OrderKey,
  { noteId }: { readonly noteId: string },
): Promise<Result<{ isRemoved: true }, OrderMissing | "note_not_found" | "too_late">> {
  const { actor } = context;
  return changeOrder(
    context,
    key,
    async ({ tx, order, event }): Promise<Result<{ isRemoved: true }, "note_not_found" | "too_late">> => {
      const [note] = await tx.select("notes", { storeId: order.storeId, orderId: order.id, id: noteId });
      if (!note || actor.kind !== "staff" || note.authorId !== actor.userId) return refused("note_not_found");
      if (tx.now - note.createdAt.getTime() > regretMs) return refused("too_late");
      await tx.rows("DELETE FROM notes WHERE store_id = $1 AND id = $2", [order.storeId, noteId]);
      await event("note_removed", { noteId });
      return ok({ isRemoved: true });
    },
    { ignoresClaim: true },
  );
}
