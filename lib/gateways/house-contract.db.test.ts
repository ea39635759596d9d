import type { Pool } from "pg";
import { logger } from "@/lib/config/logger";
import { openBreakableLink } from "@/lib/db/breakable-link-for-tests";
import { connectDatabase } from "@/lib/db/client";
import { createHouseLedger } from "@/lib/db/stores/house-ledger-store";
import { createTestDatabase } from "@/lib/db/test-database";
import { readNow } from "@/lib/db/transaction";
import { putAccount, putAccountInput } from "@/lib/operations/account/put-account";
import { grantGiftCard } from "@/lib/operations/gift-card/grant-gift-card";
import type { OperationContext } from "@/lib/operations/operation-context";
import { createStore } from "@/lib/operations/store/create-store";
import type { Gateway, GatewayOperation, GatewayOperations, Instrument, MethodKind } from "@/lib/payments/gateway";
import type { HouseLedger } from "@/lib/payments/house-ledger";
import { createCheckGateway } from "./check/check-gateway";
import { type ContractBench, type LedgerFault, ledgerFaults } from "./contract-bench";
import { createCustomerAccountGateway } from "./customer-account/customer-account-gateway";
import { describeGatewayContract } from "./gateway-contract";
import { createOfflineGateway } from "./offline/offline-gateway";
import { createStoredValueGateway } from "./stored-value/stored-value-gateway";

type House = {
  readonly make: (ledger: HouseLedger) => Gateway;
  readonly currency?: string;
  instruments(context: OperationContext, currency: string): Promise<ContractBench["instruments"]>;
};

const house: Readonly<Record<string, House>> = {
  giftCards: { make: createStoredValueGateway, instruments: giftCards },
  giftCardsInYen: { make: createStoredValueGateway, instruments: giftCards, currency: "JPY" },
  accounts: { make: createCustomerAccountGateway, instruments: accounts, currency: "KWD" },
  checks: { make: createCheckGateway, instruments: checks },
  offline: { make: createOfflineGateway, instruments: offline },
};

// Each cut line is warned of, as it should be in earnest.
logger.level = "error";

const cards = { without_funds: "insufficient_funds", unknown: "wrong_card_data" } as const;
describeGatewayContract("stored value", () => openBench("giftCards"), { faults: ledgerFaults, refusals: cards });
describeGatewayContract("stored value in yen", () => openBench("giftCardsInYen"), {
  faults: ledgerFaults,
  refusals: cards,
});
describeGatewayContract("customer account", () => openBench("accounts"), {
  faults: ledgerFaults,
  refusals: { without_funds: "limit_exceeded", unknown: "limit_exceeded" },
});
describeGatewayContract("check", () => openBench("checks"), {
  faults: ledgerFaults,
  refusals: { in_use: "duplicate" },
});
describeGatewayContract("offline", () => openBench("offline"), { faults: ledgerFaults, refusals: {} });

const cutOf = {
  connection_lost_at_the_start: "cut_at_begin",
  connection_lost_before_commit: "cut_before_commit",
  killed_between_commit_and_answer: "cut_after_commit",
} as const satisfies Record<LedgerFault, string>;

async function openBench(name: keyof typeof house): Promise<ContractBench> {
  const { make, instruments, currency = "USD" } = house[name] as House;
  const database = await createTestDatabase();
  const link = await openBreakableLink(database.url);
  const linked = connectDatabase(link.url, { maxConnections: 2 });
  const nowhere = connectDatabase("postgres://nobody@127.0.0.1:1/nothing");
  const context: OperationContext = {
    pool: database.pool,
    storeId: "store_1",
    actor: { kind: "api", keyName: "bench" },
    correlationId: "bench",
  };
  await createStore(database.pool, {
    id: "store_1",
    name: "Bench",
    mark: "B",
    supportPhone: "1",
    supportEmail: "help@bench.example.com",
    timeZone: "UTC",
    currency,
  });
  let calls = 0;
  const ledger = createHouseLedger(linked.pool);
  const counted: HouseLedger = {
    ...ledger,
    move(asked) {
      calls += 1;
      return ledger.move(asked);
    },
  };
  return {
    gateway: make(counted),
    unreachable: make(createHouseLedger(nowhere.pool)),
    currency,
    instruments: await instruments(context, currency),
    callCount: () => calls,
    now: () => readNow(database.pool),
    breakNextCall: async (fault) => {
      throw new Error(`no HTTP can ${fault}`);
    },
    breakNextWrite: (fault) => link.cutNext(cutOf[fault]),
    countEffects: (operation, request) => countEffects(database.pool, operation, request),
    letHoldsLapse: async () => {},
    payHostedPage: async () => {},
    async close() {
      await linked.close();
      await nowhere.close();
      await link.close();
      await database.drop();
    },
  };
}

function instrument(kind: MethodKind, token: string): Instrument {
  return { kind, token, customerToken: null };
}

async function giftCards(context: OperationContext, currency: string): Promise<ContractBench["instruments"]> {
  for (const [cardToken, amountMinor] of [
    ["card-4401", 1_000_000_000n],
    ["card-4402", 24_117n],
  ] as const) {
    await grantGiftCard(context, { cardToken, amountMinor, currency, reference: "sale" });
  }
  const card = (token: string) => instrument("stored_value", token);
  return { good: card("card-4401"), without_funds: card("card-4402"), unknown: card("card-4403") };
}

async function accounts(context: OperationContext, currency: string): Promise<ContractBench["instruments"]> {
  const open = async (name: string, amountMinor: bigint): Promise<Instrument> => {
    const creditLimit = { amountMinor: Number(amountMinor), currency };
    const put = await putAccount(context, name, putAccountInput.parse({ name, creditLimit }));
    if (!put.ok) throw new Error(put.reason);
    return instrument("customer_account", put.value.accountId);
  };
  return {
    good: await open("A-1001", 1_000_000_000n),
    without_funds: await open("A-1002", 24_117n),
    unknown: instrument("customer_account", "acc_unknown"),
  };
}

/** Every check is a document of its own. */
async function checks(context: OperationContext): Promise<ContractBench["instruments"]> {
  let number = 1000;
  const inUse = instrument("check", "check-0999");
  const identity = { storeId: context.storeId, operationId: "first", orderNumber: "W-0" };
  const asked = { ...identity, ledger: "check", kind: "hold", methodKind: "check", token: inUse.token } as const;
  // On a till that takes the check to the bank only when goods leave: a void hands it back.
  await context.pool.query("UPDATE payment_types SET capture_means = 'deposits' WHERE kind = 'check'");
  await createHouseLedger(context.pool).move({ ...asked, amount: { amountMinor: 1n, currency: "USD" } });
  return {
    get good() {
      number += 1;
      return instrument("check", `check-${number}`);
    },
    in_use: inUse,
  };
}

async function offline(): Promise<ContractBench["instruments"]> {
  return { good: instrument("offline", "") };
}

/** Reads our own books past the gateway under test. */
async function countEffects<O extends GatewayOperation>(
  pool: Pool,
  operation: O,
  request: GatewayOperations[O]["request"],
): Promise<number> {
  const { rows } = await pool.query<{ effects: bigint }>(
    operation === "capture" || operation === "void"
      ? "SELECT count(*) AS effects FROM house_movements WHERE refusal IS NULL AND hold_id = $1 AND kind = $2"
      : "SELECT count(*) AS effects FROM house_movements WHERE refusal IS NULL AND operation_id = $1",
    operation === "capture" || operation === "void"
      ? [
          "authorizationReference" in request ? request.authorizationReference : "",
          operation === "capture" ? "take" : "release",
        ]
      : [request.operationId],
  );
  return Number(rows[0]?.effects ?? 0n);
}
