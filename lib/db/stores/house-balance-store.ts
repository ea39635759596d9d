import type { HouseHoldState, HouseLedgerName } from "@/lib/payments/house-ledger";
import { availableOf, type BalanceState, type HouseBalance } from "@/lib/payments/house-movements";
import type { Money } from "@/lib/payments/money";
import { newId } from "../new-id";
import type { RowOf } from "../tables";
import { toDate, toMoney } from "../to-domain";
import type { Tx } from "../transaction";

/** Locks always go balance first, then hold, for what is spent and for what comes back (MT-3). */
export async function lockBalance(
  tx: Tx,
  key: { storeId: string; kind: string; token: string },
): Promise<RowOf<"house_balances"> | undefined> {
  const [row] = await tx.select("house_balances", key, { lock: true });
  return row;
}

export async function lockHold(
  tx: Tx,
  storeId: string,
  ledger: HouseLedgerName,
  holdId: string,
): Promise<{ row: RowOf<"house_holds">; balance: RowOf<"house_balances"> | null; state: HouseHoldState } | undefined> {
  const [found] = await tx.select("house_holds", { storeId, id: holdId, kind: ledger });
  if (!found) return undefined;
  const [balance] = found.balanceId
    ? await tx.select("house_balances", { storeId, id: found.balanceId }, { lock: true })
    : [];
  const [row] = await tx.select("house_holds", { storeId, id: holdId }, { lock: true });
  return row && { row, balance: balance ?? null, state: await toHoldState(tx, row) };
}

export async function readHoldState(tx: Tx, holdId: string): Promise<HouseHoldState | null> {
  const [row] = await tx.select("house_holds", { id: holdId });
  return row ? toHoldState(tx, row) : null;
}

export function toHouseBalance(row: RowOf<"house_balances">): HouseBalance {
  return {
    balance: toMoney(row.balanceMinor, row.currency),
    held: toMoney(row.heldMinor, row.currency),
    limit: toMoney(row.limitMinor, row.currency),
  };
}

/** The last four of a card or a check's number, as staff name it; null for what has no number. */
export async function lastFour(tx: Tx, hold: RowOf<"house_holds">): Promise<string | null> {
  if (hold.balanceId !== null) {
    const [balance] = await tx.select("house_balances", { storeId: hold.storeId, id: hold.balanceId });
    return balance?.last4 ?? null;
  }
  return hold.kind === "check" ? (/\d{4}$/.exec(hold.documentNumber ?? "")?.[0] ?? null) : null;
}

async function toHoldState(tx: Tx, row: RowOf<"house_holds">): Promise<HouseHoldState> {
  const [last] = await tx.rows<{ id: string }>(
    `SELECT id FROM house_movements WHERE store_id = $1 AND hold_id = $2 AND kind IN ('take','hold_and_take') AND refusal IS NULL
     ORDER BY created_at DESC, id DESC LIMIT 1`,
    [row.storeId, row.id],
  );
  return {
    holdId: row.id,
    amount: toMoney(row.amountMinor, row.currency),
    taken: toMoney(row.takenMinor, row.currency),
    released: toMoney(row.releasedMinor, row.currency),
    givenBack: toMoney(row.givenBackMinor, row.currency),
    isDeposited: row.isDeposited,
    lastTakeId: last?.id ?? null,
    last4: await lastFour(tx, row),
  };
}

/** Puts money on a card or an account under a reference of the shop's own: the same reference with the same amount was done before (I5). */
export async function grantBalance(
  tx: Tx,
  balance: RowOf<"house_balances">,
  { amount, reference, note }: { amount: Money; reference: string; note: string | null },
): Promise<"granted" | "repeated" | "reference_already_used"> {
  const { storeId } = balance;
  const operationId = `grant:${balance.id}:${reference}`;
  const [known] = await tx.select("house_movements", { storeId, operationId });
  if (known) return known.amountMinor === amount.amountMinor ? "repeated" : "reference_already_used";
  await tx.insert("house_movements", {
    storeId,
    id: newId("hm"),
    operationId,
    kind: "grant",
    ledger: balance.kind,
    balanceId: balance.id,
    amountMinor: amount.amountMinor,
    currency: amount.currency,
    note,
    createdAt: toDate(tx.now),
  });
  return "granted";
}

export async function readBalance(tx: Tx, storeId: string, balanceId: string): Promise<BalanceState> {
  const [row] = await tx.select("house_balances", { storeId, id: balanceId });
  if (!row) throw new Error(`no house balance ${balanceId}`);
  const { balance, held, limit } = toHouseBalance(row);
  return { balance, held, available: availableOf({ balance, held, limit }) };
}
