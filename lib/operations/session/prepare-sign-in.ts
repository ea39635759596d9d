import { createHash } from "node:crypto";
import type { Pool } from "pg";
import { transaction } from "@/lib/db/transaction";
import { firstStoreId, recordSessionAudit } from "./session-audit";
import { takeSignInSlot } from "./sign-in-limits";

export type SignInKnock = {
  readonly email: string;
  readonly address: string;
  readonly correlationId: string;
  /** The device's id if its proof fits that account. */
  readonly deviceFor: (userId: string) => string | null;
};

export type SignInAccount = {
  readonly storeId: string;
  readonly userId: string;
  readonly passwordHash: string;
  readonly deviceId: string | null;
};

export type PreparedSignIn =
  | { readonly allowed: true; readonly account: SignInAccount | null }
  | { readonly allowed: false; readonly retryAfterSeconds: number };

/** Finds the account and takes a slot for one try.. */
export async function prepareSignIn(pool: Pool, knock: SignInKnock): Promise<PreparedSignIn> {
  return transaction(pool, async (tx) => {
    const [user] = await tx.rows<{ storeId: string; id: string; passwordHash: string; isActive: boolean }>(
      "SELECT store_id, id, password_hash, is_active FROM staff_users WHERE email = $1",
      [knock.email],
    );
    const deviceId = user ? knock.deviceFor(user.id) : null;
    const slot = await takeSignInSlot(tx, { email: knock.email, address: knock.address, deviceId });
    if (!slot.allowed) return slot;
    const account =
      user?.isActive === true
        ? { storeId: user.storeId, userId: user.id, passwordHash: user.passwordHash, deviceId }
        : null;
    return { allowed: true, account };
  });
}

/** A wrong password, an unknown account or a disabled one: all three look alike outside, and are told apart in the book. */
export async function recordFailedSignIn(pool: Pool, knock: SignInKnock): Promise<void> {
  await transaction(pool, async (tx) => {
    const [user] = await tx.rows<{ storeId: string; id: string; isActive: boolean }>(
      "SELECT store_id, id, is_active FROM staff_users WHERE email = $1",
      [knock.email],
    );
    const storeId = user?.storeId ?? (await firstStoreId(tx));
    if (storeId === null) return;
    await recordSessionAudit(tx, {
      storeId,
      actor: "system:sign_in",
      action: "sign_in_failed",
      subjectKind: user ? "staff_user" : "unknown_account",
      subjectId: user?.id ?? createHash("sha256").update(knock.email).digest("hex").slice(0, 16),
      reason: user ? (user.isActive ? "wrong_password" : "account_disabled") : "unknown_account",
      address: knock.address,
      correlationId: knock.correlationId,
    });
  });
}
