import type { Pool } from "pg";
import { unpack } from "@/lib/sandbox/stripe/idempotency";
import { ledger } from "@/lib/sandbox/stripe/ledger";
import { checkBalance, checkCeilings, checkHouseBalances } from "./checks/ceilings";
import { checkEndings, checkFraudStops, checkSwaps } from "./checks/endings";
import { checkDisputes, checkHistory, checkInSight, checkNotifications, checkPages } from "./checks/in-sight";
import { checkForbiddenRetries, checkOneEffect } from "./checks/one-effect";
import { type BankSide, type Books, type Check, readBooks } from "./checks/read-books";
import { checkTwoLedgers } from "./checks/two-ledgers";
import type { LifeSetting } from "./life-setting";
import { paypalSideOf } from "./paypal-side";

const checks: readonly Check[] = [
  checkCeilings,
  checkBalance,
  checkHouseBalances,
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
      return known ? { status: known.status, body: unpack(known.packed) } : atPaypal.answerTo(key);
    },
    pages: [...bank.state.sessions, ...atPaypal.pages],
    disputes: [...bank.state.disputes],
  };
}
