import { randomBytes } from "node:crypto";
import type { Pool } from "pg";
import { transaction } from "@/lib/db/transaction";
import type { SignInAccount, SignInKnock } from "./prepare-sign-in";
import { recordSessionAudit } from "./session-audit";
import { giveBackSignInSlot } from "./sign-in-limits";

/**
 * A new session with a new id at every sign-in; an id from before is never taken over. Null when the account was disabled meanwhile.
 * Sessions live in real time: moving the demo's clock neither prolongs nor ends them.
 */
export async function openSession(pool: Pool, account: SignInAccount, knock: SignInKnock): Promise<string | null> {
  return transaction(pool, async (tx) => {
    const { storeId, userId, deviceId } = account;
    const [user] = await tx.select("staff_users", { storeId, id: userId, isActive: true }, { lock: true });
    if (!user) return null;
    const sessionId = `ses_${randomBytes(32).toString("base64url")}`;
    await tx.rows(
      `INSERT INTO staff_sessions (store_id, id, user_id, created_at, last_seen_at, expires_at)
       VALUES ($1, $2, $3, clock_timestamp(), clock_timestamp(), clock_timestamp() + interval '12 hours')`,
      [storeId, sessionId, userId],
    );
    await giveBackSignInSlot(tx, { email: knock.email, address: knock.address, deviceId });
    await recordSessionAudit(tx, {
      storeId,
      actor: `staff:${userId}`,
      action: "signed_in",
      subjectKind: "staff_user",
      subjectId: userId,
      address: knock.address,
      correlationId: knock.correlationId,
    });
    return sessionId;
  });
}
