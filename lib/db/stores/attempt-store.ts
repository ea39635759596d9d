import type { GatewayCall } from "@/lib/payments/gateway";
import type { Money } from "@/lib/payments/money";
import { newId } from "../new-id";
import type { RowOf } from "../tables";
import { type Tx, toJson } from "../transaction";
import type { Author } from "./history-store";

export type AttemptRow = RowOf<"attempts">;

type WithoutIdentity<R> = Omit<R, "operationId" | "idempotencyKey" | "storeId" | "orderNumber">;
type Requested = {
  [O in GatewayCall["operation"]]: {
    operation: O;
    request: WithoutIdentity<Extract<GatewayCall, { operation: O }>["request"]>;
  };
}[GatewayCall["operation"]];

/** One intention to call a gateway, as the operation that decided it hands it over. */
export type NewAttempt = Requested & {
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

/** Writes the intention and the job that carries it out, in the caller's transaction. Answers the attempt's id. */
export async function requestAttempt(tx: Tx, author: Author, attempt: NewAttempt): Promise<string> {
  const id = newId("att");
  const operationId = newId("op");
  const identity = { operationId, idempotencyKey: id, storeId: author.storeId, orderNumber: attempt.orderNumber };
  await tx.insert("attempts", {
    storeId: author.storeId,
    id,
    orderId: attempt.orderId,
    operationId,
    operation: attempt.operation,
    obligation: attempt.obligation,
    attemptNo: attempt.attemptNo ?? 1,
    idempotencyKey: id,
    gateway: attempt.gateway,
    status: "requested",
    amountMinor: attempt.amount.amountMinor,
    currency: attempt.amount.currency,
    request: JSON.parse(toJson({ ...attempt.request, ...identity })),
    actor: author.actor,
    correlationId: author.correlationId,
    requestedAt: new Date(tx.now),
    isManual: attempt.isManual ?? false,
    ...attempt.subjects,
  });
  await addAttemptJob(tx, author.storeId, id);
  return id;
}

/** One job per attempt, however often it is asked for: the key replaces a waiting one. */
export async function addAttemptJob(tx: Tx, storeId: string, attemptId: string): Promise<void> {
  await tx.addJob("run_attempt", { storeId, attemptId }, { key: `attempt:${attemptId}` });
}
