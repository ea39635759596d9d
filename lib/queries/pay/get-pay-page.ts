import type { Pool } from "pg";
import { database } from "@/lib/db/client";
import { type CustomerLanguage, customerLanguage } from "@/lib/format/customer-language";
import { speakTo } from "@/lib/format/customer-messages/speech";
import { type ApprovalStatus, isLiveApproval } from "@/lib/payments/approval-state";
import { type Money, money } from "@/lib/payments/money";
import { type ApproveView, toApproveView } from "./approve-view";
import { type FaceView, faceOf } from "./pay-faces";
import { loadPayFacts, type PayFacts } from "./pay-facts";

export type PayPage =
  | { readonly kind: "open"; readonly requestId: string; readonly shown: Money; readonly view: ApproveView }
  | { readonly kind: "face"; readonly requestId: string; readonly shown: Money; readonly view: FaceView };

/** What the address may show on request, beside what it shows by itself. */
export const payPageParts = ["new_total", "methods", "decline", "question", "asked"] as const;
/** `waiting` is for whoever comes back from the gateway before its answer is known here. */
export type PayPagePart = (typeof payPageParts)[number] | "waiting";
export type PayPageQuery = {
  readonly part: PayPagePart | null;
  readonly error: string | null;
  /** What the customer has chosen; absent: the language of the mail. */
  readonly language?: CustomerLanguage | undefined;
};

/** The customer's page as it is true now: the open question, or the face that tells what has become of it. Reading changes nothing (I12). */
export async function getPayPage(
  pass: { readonly storeId: string; readonly approvalRequestId: string },
  query: PayPageQuery,
  pool: Pool = database().pool,
): Promise<PayPage | undefined> {
  const facts = await loadPayFacts(pool, pass);
  if (!facts) return undefined;
  const { request, order } = facts;
  const shown = money(order.totalMinor, order.currency);
  const speech = speakTo(query.language ?? customerLanguage(request.locale, facts.store.locale));
  const common = { requestId: request.id, shown };
  const face = faceKind(facts, query.part);
  if (face === null) return { kind: "open", ...common, view: toApproveView(facts, shown, query.error, speech) };
  return { kind: "face", ...common, view: faceOf(face, facts, speech) };
}

/** Null: the question itself. The order of the lines is the order of what matters more. */
function faceKind({ request, order, newest, now }: PayFacts, part: PayPagePart | null): FaceView["kind"] | null {
  const status = request.status as ApprovalStatus;
  if (part === "question") return "question_form";
  if (part === "asked") return "question_sent";
  if (status === "approved") return isJustNow(request.decidedAt, now) ? "approved" : "already_approved";
  if (status === "approving") return "waiting_for_bank";
  if (status === "declined") return "said_no";
  if (status === "replaced" || newest.id !== request.id) return "replaced";
  if (status === "withdrawn" || order.isFraudStopped || order.status === "cancelled") return "withdrawn";
  if (!isLiveApproval(status) || request.expiresAt.getTime() <= now) return "link_expired";
  if (part === "waiting") return "waiting_for_bank";
  if (part === "decline") return "decline_form";
  if (request.amountMinor !== order.totalMinor && part !== "new_total") return "price_changed";
  if (status === "payment_failed" && part !== "methods") return "declined_by_bank";
  return null;
}

function isJustNow(decidedAt: Date | null, now: number): boolean {
  return decidedAt !== null && now - decidedAt.getTime() < 30 * 60_000;
}
