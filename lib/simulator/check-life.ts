import type { Pool } from "pg";
import { unpack } from "@/lib/sandbox/stripe/idempotency";
import { ledger } from "@/lib/sandbox/stripe/ledger";
import { checkBalance, checkCeilings } from "./checks/ceilings";
import { checkEndings, checkFraudStops } from "./checks/endings";
import { checkHistory, checkInSight, checkNotifications, checkPages } from "./checks/in-sight";
import { checkForbiddenRetries, checkOneEffect } from "./checks/one-effect";
import { type BankSide, type Books, type Check, readBooks } from "./checks/read-books";
import { checkTwoLedgers } from "./checks/two-ledgers";
import type { LifeSetting } from "./life-setting";

const checks: readonly Check[] = [
  checkCeilings,
  checkBalance,
  checkTwoLedgers,
  checkOneEffect,
  checkForbiddenRetries,
  checkEndings,
  checkFraudStops,
  checkInSight,
  checkNotifications,
  checkPages,
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

export function checkLife({ bare, bank, nowMs }: LifeSetting, moment: Books["moment"]): Promise<string[]> {
  const side = {
    payments: ledger(bank).intents,
    answerTo: (key: string) => {
      const known = bank.state.results.get(key);
      return known && { status: known.status, body: unpack(known.packed) };
    },
    pages: [...bank.state.sessions],
  };
  return checkBooks(bare, side, { moment, nowMs: nowMs() });
}
