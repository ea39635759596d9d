import type { GatewayCall } from "@/lib/payments/gateway";
import { leaseMs } from "@/lib/payments/lease";
import type { Money } from "@/lib/payments/money";
import { newId } from "../new-id";
import type { RowOf } from "../tables";
import { type Statement, type Tx, toJson } from "../transaction";
import type { Author } from "./history-store";

export type AttemptRow = RowOf<"attempts">;

type WithoutIdentity<R> = Omit<R, "operationId" | "idempotencyKey" | "storeId" | "orderNumber">;
/** Which call an attempt makes, and what it asks for. */
export type AttemptCall = {
  [O in GatewayCall["operation"]]: {
    operation: O;
    request: WithoutIdentity<Extract<GatewayCall, { operation: O }>["request"]>;
  };
}[GatewayCall["operation"]];

/** One intention to call a gateway, as the operation that decided it hands it over. */
export type NewAttempt = AttemptCall & {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly gateway: string;
  /** At most one call per obligation is open; the database refuses a second (I5, I6). */
  readonly obligation: string;
  readonly amount: Money;
  readonly attemptNo?: number;
  readonly isManual?: boolean;
  readonly subjects?: Partial<
    Pick<
      AttemptRow,
      | "paymentMethodId"
      | "authorizationId"
      | "captureId"
      | "invoiceId"
      | "refundId"
      | "approvalRequestId"
      | "hostedSessionId"
    >
  >;
};

/** Until when a worker that takes an attempt now may keep it: by the database's own clock, which nobody moves. */
export function leaseFrom(tx: Pick<Tx, "realNow">): Date {
  return new Date(tx.realNow.getTime() + leaseMs);
}

/** Writes the intention and the job that carries it out, in the caller's transaction. Answers the attempt's id. */
export async function requestAttempt(tx: Tx, author: Author, attempt: NewAttempt): Promise<string> {
  const { id } = await insertAttempt(tx, author, attempt, { status: "requested" });
  await addAttemptJob(tx, author.storeId, id);
  return id;
}

/** An attempt in the hands of a worker: what calling the gateway and recording its answer need. */
export type TakenAttempt = Pick<
  AttemptRow,
  | "id"
  | "orderId"
  | "leaseNo"
  | "gateway"
  | "operation"
  | "request"
  | "requestedAt"
  | "startedAt"
  | "lastSentAt"
  | "serverErrorCount"
>;

/**
 * Writes the intention as taken under its first lease by the worker that will carry it out as soon as this transaction has ended: what a request, a
 * job and a claim would do, at once. Where that worker dies, the sweep hands the attempt to another when the lease has ended.
 */
export async function takeAttempt(tx: Tx, author: Author, attempt: NewAttempt): Promise<TakenAttempt> {
  const taken = { status: "started", startedAt: new Date(tx.now), leaseUntil: leaseFrom(tx), leaseNo: 1 };
  const row = await insertAttempt(tx, author, attempt, taken);
  return { ...row, startedAt: taken.startedAt, leaseNo: taken.leaseNo, lastSentAt: null, serverErrorCount: 0 };
}

async function insertAttempt(tx: Tx, author: Author, attempt: NewAttempt, standing: Partial<AttemptRow>) {
  const id = newId("att");
  const operationId = newId("op");
  const identity = { operationId, idempotencyKey: id, storeId: author.storeId, orderNumber: attempt.orderNumber };
  const row = {
    storeId: author.storeId,
    id,
    orderId: attempt.orderId,
    operationId,
    operation: attempt.operation,
    obligation: attempt.obligation,
    attemptNo: attempt.attemptNo ?? 1,
    idempotencyKey: id,
    gateway: attempt.gateway,
    amountMinor: attempt.amount.amountMinor,
    currency: attempt.amount.currency,
    request: JSON.parse(toJson({ ...attempt.request, ...identity })),
    actor: author.actor,
    correlationId: author.correlationId,
    requestedAt: new Date(tx.now),
    isManual: attempt.isManual ?? false,
    ...attempt.subjects,
  };
  await tx.insert("attempts", { ...row, ...standing });
  return row;
}

/**
 * For a transaction's opening: locks an order and one attempt of it, in this order, and reads the attempt as it is once both are held, the newest even
 * where the locks had to be waited for.
 */
export function openWithAttempt(storeId: string, { id, orderId }: Pick<AttemptRow, "id" | "orderId">): Statement {
  return {
    text: `SELECT a.* FROM orders o JOIN attempts a ON a.store_id = o.store_id AND a.order_id = o.id
     WHERE o.store_id = $1 AND o.id = $2 AND a.id = $3 FOR UPDATE OF o, a`,
    values: [storeId, orderId, id],
  };
}

/** One job per attempt, however often it is asked for: the key replaces a waiting one. */
export async function addAttemptJob(tx: Tx, storeId: string, attemptId: string): Promise<void> {
  await tx.addJob("run_attempt", { storeId, attemptId }, { key: `attempt:${attemptId}` });
}
