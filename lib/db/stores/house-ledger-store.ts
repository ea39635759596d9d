import type { Pool } from "pg";
import type {
  GiveBackAsked,
  HoldAsked,
  HouseAnswer,
  HouseLedger,
  HouseMovementKind,
  HouseRefusal,
  MovementAsked,
  ReleaseAsked,
  TakeAsked,
} from "@/lib/payments/house-ledger";
import { decideGiveBack, decideHold, decideRelease, decideTake, restOf } from "@/lib/payments/house-movements";
import { isPositive, type Money, sum } from "@/lib/payments/money";
import { lockName } from "../lock-name";
import { newId } from "../new-id";
import type { RowOf } from "../tables";
import { toMoney } from "../to-domain";
import { type Tx, transaction } from "../transaction";
import { lastFour, lockBalance, lockHold, readHoldState, toHouseBalance } from "./house-balance-store";

type MovementRow = RowOf<"house_movements">;

/** The ledgers of our own house over one database: each movement is one short transaction, and its row is the answer for whoever asks again. */
export function createHouseLedger(pool: Pool): HouseLedger {
  return {
    async move(asked) {
      const reached = { isDecided: false };
      try {
        return await transaction(pool, async (tx) => {
          const answer = await moveOnce(tx, asked);
          reached.isDecided = true;
          return answer;
        });
      } catch (error) {
        return lostAnswer(error, reached.isDecided);
      }
    },
    async find(storeId, operationId) {
      try {
        return await transaction(pool, async (tx) => {
          const [known] = await tx.select("house_movements", { storeId, operationId });
          return known ? toAnswer(tx, known) : { kind: "nothing" as const };
        });
      } catch (error) {
        return lostAnswer(error, false);
      }
    },
    async readHold(holdId) {
      try {
        return await transaction(pool, (tx) => readHoldState(tx, holdId));
      } catch (error) {
        lostAnswer(error, false);
        return undefined;
      }
    },
  };
}

/** The same operation finds its own answer; the lock on its name makes two that come at once into one after the other (CC-4). */
async function moveOnce(tx: Tx, asked: MovementAsked): Promise<HouseAnswer> {
  await lockName(tx, "house_movement", asked.storeId, asked.operationId);
  const [known] = await tx.select("house_movements", { storeId: asked.storeId, operationId: asked.operationId });
  if (known) return isSame(known, asked) ? toAnswer(tx, known) : { kind: "refused", refusal: "other_request" };
  switch (asked.kind) {
    case "hold":
    case "hold_and_take":
      return hold(tx, asked);
    case "take":
      return take(tx, asked);
    case "release":
      return release(tx, asked);
    case "give_back":
      return giveBack(tx, asked);
  }
}

async function hold(tx: Tx, asked: HoldAsked): Promise<HouseAnswer> {
  const { ledger, storeId, token, amount } = asked;
  const holdId = newId("hh");
  if (ledger === "offline") return write(tx, asked, { holdId, amount, documentNumber: token });
  if (ledger === "check") {
    if (token === "") return refuse(tx, asked, amount, "number_missing");
    await lockName(tx, "check", storeId, token);
    const inUse = await tx.rows(
      "SELECT id FROM house_holds WHERE store_id = $1 AND kind = 'check' AND document_number = $2 AND released_minor < amount_minor",
      [storeId, token],
    );
    if (inUse.length > 0) return refuse(tx, asked, amount, "check_already_recorded");
    const isDeposit = asked.kind === "hold_and_take" || (await isDepositedAtOnce(tx, asked));
    return write(tx, asked, { holdId, amount, documentNumber: token, isDeposit });
  }
  const balance = await lockBalance(tx, { storeId, kind: ledger, token });
  const isCredit = ledger === "customer_account";
  if (!balance) return refuse(tx, asked, amount, isCredit ? "no_credit_line" : "unknown_card");
  const decision = decideHold(toHouseBalance(balance), amount, isCredit);
  if (!decision.ok) return refuse(tx, asked, amount, decision.reason);
  return write(tx, asked, { holdId, amount, balance, documentNumber: null });
}

async function take(tx: Tx, asked: TakeAsked): Promise<HouseAnswer> {
  const locked = await lockHold(tx, asked.storeId, asked.ledger, asked.holdId);
  if (!locked) return refuse(tx, asked, asked.amount, "hold_unknown");
  const decision = decideTake(locked.state, asked.amount, asked.isFinal);
  if (!decision.ok) return refuse(tx, asked, asked.amount, decision.reason);
  const isDeposit = asked.ledger === "check" && !locked.row.isDeposited;
  const released = decision.value.released;
  return write(tx, asked, {
    holdId: locked.row.id,
    amount: asked.amount,
    released,
    balance: locked.balance,
    isDeposit,
  });
}

async function release(tx: Tx, asked: ReleaseAsked): Promise<HouseAnswer> {
  const locked = await lockHold(tx, asked.storeId, asked.ledger, asked.holdId);
  if (!locked) return refuse(tx, asked, null, "hold_unknown");
  const rest = restOf(locked.state);
  // A check that is in the bank cannot be handed back: its money is ours from now on, and goes back as a refund (PR-4).
  if (locked.row.isDeposited && isPositive(rest)) {
    const taken = { ...rowOf(tx, asked, rest), kind: "take", operationId: `${asked.operationId}:taken` };
    await tx.insert("house_movements", { ...taken, holdId: locked.row.id });
    return refuse(tx, asked, rest, "hold_spent");
  }
  const decision = decideRelease(locked.state);
  if (!decision.ok) return refuse(tx, asked, locked.state.amount, decision.reason);
  return write(tx, asked, { holdId: locked.row.id, amount: decision.value.amount, balance: locked.balance });
}

async function giveBack(tx: Tx, asked: GiveBackAsked): Promise<HouseAnswer> {
  const { storeId, takeId, amount } = asked;
  const [taken] = await tx.select("house_movements", { storeId, id: takeId, ledger: asked.ledger, refusal: null });
  const locked = taken?.holdId ? await lockHold(tx, storeId, asked.ledger, taken.holdId) : undefined;
  if (!taken || !locked) return refuse(tx, asked, amount, "take_unknown");
  const before = await tx.select("house_movements", { storeId, takeId, refusal: null });
  const givenBack = sum(
    taken.currency,
    before.map((each) => toMoney(each.amountMinor, each.currency)),
  );
  const decision = decideGiveBack({ amount: toMoney(taken.amountMinor, taken.currency), givenBack }, amount);
  if (!decision.ok) return refuse(tx, asked, amount, decision.reason);
  return write(tx, asked, { holdId: locked.row.id, amount, balance: locked.balance });
}

type Written = {
  readonly holdId: string;
  readonly amount: Money;
  readonly balance?: RowOf<"house_balances"> | null;
  readonly released?: Money;
  readonly documentNumber?: string | null;
  readonly isDeposit?: boolean;
};

/** The row moves hold and balance by itself: see apply_house_movement in the migrations. */
async function write(tx: Tx, asked: MovementAsked, written: Written): Promise<HouseAnswer> {
  const row = {
    ...rowOf(tx, asked, written.amount),
    holdId: written.holdId,
    balanceId: written.balance?.id ?? null,
    releasedMinor: written.released?.amountMinor ?? 0n,
    documentNumber: written.documentNumber ?? null,
    isDeposit: written.isDeposit ?? false,
  };
  await tx.insert("house_movements", row);
  if (asked.ledger === "customer_account" && written.balance?.accountId) {
    const sign = receivableSign[asked.kind];
    if (sign !== 0n)
      await tx.insert("account_receivables", {
        storeId: asked.storeId,
        id: newId("arr"),
        accountId: written.balance.accountId,
        movementId: row.id,
        orderNumber: asked.orderNumber,
        amountMinor: sign * written.amount.amountMinor,
        currency: written.amount.currency,
        createdAt: row.createdAt,
      });
  }
  return toAnswer(tx, row as MovementRow);
}

/** A capture from a line of credit is owed from now on (W15); what is given back is owed no more. */
const receivableSign: Readonly<Record<HouseMovementKind, bigint>> = {
  hold: 0n,
  hold_and_take: 1n,
  take: 1n,
  release: 0n,
  give_back: -1n,
};

/** A refusal is an answer too: whoever asks about this operation later is told the same. */
async function refuse(tx: Tx, asked: MovementAsked, amount: Money | null, refusal: HouseRefusal): Promise<HouseAnswer> {
  const noAmount = { amountMinor: 0n, currency: "XXX" };
  await tx.insert("house_movements", { ...rowOf(tx, asked, amount ?? noAmount), refusal });
  return { kind: "refused", refusal };
}

function rowOf(tx: Tx, asked: MovementAsked, amount: Money) {
  return {
    storeId: asked.storeId,
    id: newId("hm"),
    operationId: asked.operationId,
    kind: asked.kind,
    ledger: asked.ledger,
    takeId: asked.kind === "give_back" ? asked.takeId : null,
    orderNumber: asked.orderNumber,
    amountMinor: amount.amountMinor,
    currency: amount.currency,
    createdAt: new Date(tx.now),
  };
}

function isSame(known: MovementRow, asked: MovementAsked): boolean {
  if (known.kind !== asked.kind || known.ledger !== asked.ledger) return false;
  return !("amount" in asked) || isEqual(toMoney(known.amountMinor, known.currency), asked.amount);
}

function isEqual(a: Money, b: Money): boolean {
  return a.amountMinor === b.amountMinor && a.currency === b.currency;
}

async function toAnswer(tx: Tx, row: MovementRow): Promise<HouseAnswer> {
  if (row.refusal !== null && row.refusal !== undefined)
    return { kind: "refused", refusal: row.refusal as HouseRefusal };
  const [of] = await tx.select("house_holds", { storeId: row.storeId, id: row.holdId ?? "" });
  if (!of) throw new Error(`movement ${row.id} has no hold`);
  return {
    kind: "moved",
    movement: {
      movementId: row.id,
      kind: row.kind as HouseMovementKind,
      holdId: of.id,
      amount: toMoney(row.amountMinor, row.currency),
      held: toMoney(of.amountMinor, of.currency),
      last4: await lastFour(tx, of),
    },
  };
}

async function isDepositedAtOnce(tx: Tx, { storeId, methodKind }: HoldAsked): Promise<boolean> {
  const [type] = await tx.select("payment_types", { storeId, kind: methodKind });
  return type?.captureMeans === "nothing_to_do";
}

/** Before the rules had decided nothing can have been committed; afterwards only the commit's own answer can be missing. Faults of ours are thrown. */
function lostAnswer(error: unknown, isDecided: boolean): { kind: "not_reached" } | { kind: "unknown" } {
  const { code, message = "" } = error as { code?: string; message?: string };
  const isOutage = code === undefined ? /connection|timeout/i.test(message) : outageCodes.test(code);
  if (!isOutage) throw error;
  return isDecided ? { kind: "unknown" } : { kind: "not_reached" };
}

/** A network's own codes, and the server's classes for connection trouble, too little room, and being told to stop. */
const outageCodes = /^(E[A-Z]+|08...|53...|57...)$/;
