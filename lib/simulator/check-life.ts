import type { Pool } from "pg";
import { unpack } from "@/lib/sandbox/stripe/idempotency";
import { ledger } from "@/lib/sandbox/stripe/ledger";
import { RESOLVES_AFTER_SECONDS } from "@/lib/sandbox/stripe/refunds";
import { checkDisputeAnswers, checkOverrides } from "./checks/answers";
import { checkBalance, checkCeilings, checkHouseBalances } from "./checks/ceilings";
import { checkEndings, checkFraudStops, checkSwaps } from "./checks/endings";
import { checkDisputes, checkHistory, checkInSight, checkNotifications, checkPages } from "./checks/in-sight";
import { checkForbiddenRetries, checkOneEffect } from "./checks/one-effect";
import { checkPaidAhead } from "./checks/paid-ahead";
import { type BankSide, type Books, type Check, readBooks } from "./checks/read-books";
import { checkTwoLedgers } from "./checks/two-ledgers";
import type { LifeSetting } from "./life-setting";
import { paypalSideOf } from "./paypal-side";

const SECOND_MS = 1_000;

const checks: readonly Check[] = [
  checkCeilings,
  checkBalance,
  checkHouseBalances,
  checkPaidAhead,
  checkTwoLedgers,
  checkOneEffect,
  checkForbiddenRetries,
  checkEndings,
  checkFraudStops,
  checkSwaps,
  checkInSight,
  checkNotifications,
  checkPages,
  checkDisputes,
  checkDisputeAnswers,
  checkOverrides,
  checkHistory,
];

/** Every rule that can be read from both ledgers, fifteen minutes after the faults (`soon`) or when every question has been asked (`in the end`). */
export async function checkBooks(
  pool: Pool,
  bank: BankSide,
  { moment, nowMs }: { moment: Books["moment"]; nowMs: number },
): Promise<string[]> {
  const books = await readBooks(pool, bank, moment, nowMs);
  return checks.flatMap((check) => [...check(books)].map((wrong) => `${moment}: ${wrong}`));
}

export function checkLife(setting: LifeSetting, moment: Books["moment"]): Promise<string[]> {
  return checkBooks(setting.bare, bankSideOf(setting), { moment, nowMs: setting.nowMs() });
}

/** Both gateways' own books, as the rules look at them. */
export function bankSideOf({ bank, paypal }: Pick<LifeSetting, "bank" | "paypal">): BankSide {
  const atPaypal = paypalSideOf(paypal);
  return {
    payments: [...ledger(bank).intents, ...atPaypal.payments],
    answerTo: (key) => {
      const known = bank.state.results.get(key);
      if (!known) return atPaypal.answerTo(key);
      const body = unpack(known.packed);
      return { status: known.status, body, undoneMs: undoneMs(bank, body) };
    },
    pages: [
      ...[...bank.state.sessions].map((page) => ({ ...page, operation: page.metadata.operation_id ?? null })),
      ...atPaypal.pages,
    ],
    disputes: [...bank.state.disputes, ...atPaypal.disputes],
  };
}

/** A hold that was let go of, or a refund that the bank refused afterwards. */
function undoneMs({ state }: LifeSetting["bank"], body: string): number | null {
  const { id = "", object } = JSON.parse(body) as { id?: string; object?: string };
  if (object === "payment_intent") {
    const canceledAt = state.intents.get(id)?.canceledAt ?? null;
    return canceledAt === null ? null : canceledAt * SECOND_MS;
  }
  const refund = object === "refund" ? state.refunds.get(id) : undefined;
  return refund?.status === "failed" ? (refund.created + RESOLVES_AFTER_SECONDS) * SECOND_MS : null;
}
