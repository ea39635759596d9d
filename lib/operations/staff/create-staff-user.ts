import { newId } from "@/lib/db/new-id";
import { recordAudit } from "@/lib/db/stores/history-store";
import { transaction } from "@/lib/db/transaction";
import { ok, type Result, refused } from "@/lib/payments/result";
import { authorOf } from "../change-order";
import type { OperationContext } from "../operation-context";

export type NewStaffUser = {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  /** argon2id, made by the caller; no operation ever sees a password. */
  readonly passwordHash: string;
  readonly userId?: string;
};

/** E-mail addresses are kept in lower case, so that one person cannot be two accounts. */
export async function createStaffUser(
  context: OperationContext,
  { email, name, role, passwordHash, userId }: NewStaffUser,
): Promise<Result<{ userId: string }, "email_in_use">> {
  const id = userId ?? newId("usr");
  return transaction(context.pool, async (tx) => {
    const address = email.trim().toLowerCase();
    const made = await tx.rows(
      `INSERT INTO staff_users (store_id, id, email, name, role, password_hash, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (email) DO NOTHING RETURNING id`,
      [context.storeId, id, address, name, role, passwordHash, new Date(tx.now)],
    );
    if (made.length === 0) return refused("email_in_use");
    await recordAudit(tx, authorOf(context), {
      action: "staff_user_created",
      subjectKind: "staff_user",
      subjectId: id,
      after: { name, role },
    });
    return ok({ userId: id });
  });
}
