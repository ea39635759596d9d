import { randomBytes, randomInt } from "node:crypto";
import type { Pool } from "pg";
import { settings } from "@/lib/config/env";
import { newId } from "@/lib/db/new-id";
import { recordAudit, recordEvent } from "@/lib/db/stores/history-store";
import { loadStore } from "@/lib/db/stores/store-store";
import { toDate } from "@/lib/db/to-domain";
import { transaction } from "@/lib/db/transaction";
import { isLiveApproval } from "@/lib/payments/approval-state";
import { HOUR_MS, type Instant, later, MINUTE_MS, toInstant } from "@/lib/payments/instant";
import { ok, type Result, refused } from "@/lib/payments/result";
import { changeOrder, type OrderChange, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";
import { hashLinkToken, seal } from "./approval-token";
import type { PayPass } from "./pay-pass";

export type ApprovalKeyRefusal = OrderMissing | "no_live_request" | "too_many_keys";
/** Told once, to the person who asked for it; the database keeps its hash. */
export type MadeKey = { readonly value: string; readonly expiresAt: Instant; readonly timeZone: string };

const copiedLinkMs = 24 * HOUR_MS;
const phoneCodeMs = 30 * MINUTE_MS;
const keysInAnHour = 10;

/** Another link to the page of the order's live request, for a chat or a text message: shorter-lived than the mail's, and on record with who copied it (H29). */
export function copyLink(context: OperationContext, key: OrderKey): Promise<Result<MadeKey, ApprovalKeyRefusal>> {
  return makeKey(context, key, "copied_link", () => {
    const token = randomBytes(32).toString("base64url");
    return { value: `${settings().appUrl}/pay/${token}`, hash: hashLinkToken(token) };
  });
}

/** A code to read out on the phone: eight characters, good for half an hour and for one use. An earlier one is worth nothing from then on (H13, MR4-21). */
export function makePhoneCode(context: OperationContext, key: OrderKey): Promise<Result<MadeKey, ApprovalKeyRefusal>> {
  return makeKey(context, key, "phone_code", () => {
    const code = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join("");
    return { value: `${code.slice(0, 4)}-${code.slice(4)}`, hash: phoneCodeHash(code) };
  });
}

/** Letters and digits that are neither heard nor read as another. */
const alphabet = "ACDEFGHJKLMNPRTUVWXY34679";

/** What was typed, however it was typed; undefined for what is no code of ours. */
export function readPhoneCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s.-]/g, "");
  return code.length === 8 && [...code].every((letter) => alphabet.includes(letter)) ? code : undefined;
}

/** Keyed, because so few characters could be found again from a plain hash. */
function phoneCodeHash(code: string): string {
  return seal("phone-code", code);
}

async function makeKey(
  context: OperationContext,
  key: OrderKey,
  kind: "copied_link" | "phone_code",
  make: () => { value: string; hash: string },
): Promise<Result<MadeKey, ApprovalKeyRefusal>> {
  return changeOrder(
    context,
    key,
    async (scope): Promise<Result<MadeKey, ApprovalKeyRefusal>> => {
      const { tx, order } = scope;
      const { approval, storeId } = order;
      if (approval === null || !isLiveApproval(approval.status) || approval.expiresAt <= tx.now)
        return refused("no_live_request");
      const about = { storeId, approvalRequestId: approval.id };
      const known = await tx.select("approval_keys", about);
      if (known.filter(({ madeAt }) => tx.now - madeAt.getTime() < HOUR_MS).length >= keysInAnHour)
        return refused("too_many_keys");
      if (kind === "phone_code")
        await tx.update("approval_keys", { ...about, kind, usedAt: null }, { usedAt: toDate(tx.now) });
      const { value, hash } = make();
      const lifeMs = kind === "phone_code" ? phoneCodeMs : copiedLinkMs;
      const expiresAt = toInstant(Math.min(later(tx.now, lifeMs), approval.expiresAt));
      await tx.insert("approval_keys", {
        ...about,
        id: newId("aky"),
        kind,
        keyHash: hash,
        madeBy: scope.author.actor,
        madeAt: toDate(tx.now),
        expiresAt: toDate(expiresAt),
      });
      await record(scope, kind, approval.id, expiresAt);
      const { timeZone } = await loadStore(tx, storeId);
      return ok({ value, expiresAt, timeZone });
    },
    { ignoresClaim: true },
  );
}

async function record(
  scope: OrderChange,
  kind: "copied_link" | "phone_code",
  approvalRequestId: string,
  expiresAt: Instant,
): Promise<void> {
  const data = { approvalRequestId, expiresAt: toDate(expiresAt).toISOString() };
  await scope.event(kind === "copied_link" ? "approval_link_copied" : "approval_code_made", data);
  await scope.audit(kind === "copied_link" ? "approval.link_copied" : "approval.code_made", { after: data });
}

/** Exchanges a code that was read out for a pass. One use: of two at once, one comes in. */
export async function enterWithCode(
  pool: Pool,
  { typed, correlationId }: { readonly typed: string; readonly correlationId: string },
): Promise<Result<PayPass, "unknown_code">> {
  const code = readPhoneCode(typed);
  if (code === undefined) return refused("unknown_code");
  return transaction(pool, async (tx): Promise<Result<PayPass, "unknown_code">> => {
    const [key] = await tx.rows<{ storeId: string; id: string; approvalRequestId: string }>(
      `UPDATE approval_keys SET used_at = $2 WHERE key_hash = $1 AND kind = 'phone_code' AND used_at IS NULL AND expires_at > $2
       RETURNING store_id, id, approval_request_id`,
      [phoneCodeHash(code), toDate(tx.now)],
    );
    if (!key) return refused("unknown_code");
    const { storeId, approvalRequestId } = key;
    const [request] = await tx.select("approval_requests", { storeId, id: approvalRequestId });
    const author = { storeId, actor: `customer:${approvalRequestId}`, correlationId };
    const data = { approvalRequestId };
    await recordEvent(tx, author, request?.orderId ?? null, "approval_code_used", data);
    await recordAudit(tx, author, {
      action: "approval.code_used",
      subjectKind: "approval_request",
      subjectId: approvalRequestId,
      orderId: request?.orderId ?? null,
      after: data,
    });
    return ok({ storeId, approvalRequestId });
  });
}
