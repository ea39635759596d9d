import { checkBalance, checkCeilings } from "./checks/ceilings";
import { checkEndings, checkFraudStops } from "./checks/endings";
import { checkHistory, checkInSight, checkNotifications, checkPages } from "./checks/in-sight";
import { checkForbiddenRetries, checkOneEffect } from "./checks/one-effect";
import { type Books, type Check, readBooks } from "./checks/read-books";
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
export async function checkLife(
  { bare, bank, nowMs }: Pick<LifeSetting, "bare" | "bank" | "nowMs">,
  moment: Books["moment"],
): Promise<string[]> {
  const books = await readBooks(bare, bank, moment, nowMs());
  return checks.flatMap((check) => [...check(books)].map((wrong) => `${moment}: ${wrong}`));
}
