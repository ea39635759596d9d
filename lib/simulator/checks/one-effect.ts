import { retryClassOfReason } from "@/lib/payments/retry-policy";
import { type AttemptRow, type Books, isOpenAttempt, total } from "./read-books";

/** I5, I6, I7: one intention has one effect, and what nobody knows stays unknown until there is evidence. */
export function* checkOneEffect(books: Books): Iterable<string> {
  for (const [operationId, attempts] of groups(books.attempts, ({ operation_id }) => operation_id)) {
    const done = attempts.filter(({ status }) => status === "succeeded");
    if (done.length > 1) yield `I5 operation ${operationId} succeeded ${done.length} times`;
    const payments = books.payments.filter(
      (payment) => Object.values(payment.metadata).includes(operationId) && (payment.held > 0 || payment.captured > 0),
    );
    if (payments.length > 1) yield `I5 operation ${operationId} has ${payments.length} payments at the gateway`;
  }
  for (const [obligation, attempts] of groups(books.attempts.filter(isOpenAttempt), ({ obligation }) => obligation))
    if (attempts.length > 1) yield `I6 ${obligation} has ${attempts.length} open attempts`;
  for (const invoice of books.invoices) {
    const holds = new Set(
      books.captures
        .filter(({ invoice_id, status }) => invoice_id === invoice.id && status !== "failed")
        .map(({ authorization_id }) => authorization_id),
    );
    const taken = total(
      books.captures.filter(
        ({ invoice_id, status }) => invoice_id === invoice.id && (status === "captured" || status === "accepted"),
      ),
    );
    if (taken > invoice.amount_minor)
      yield `I5 invoice ${invoice.id} of ${invoice.amount_minor} was captured for ${taken} from ${holds.size} holds`;
  }
  yield* checkGatewayTotals(books);
  yield* checkEvidence(books);
}

/** However our own books tell it: what the gateway took for an order and its lineage is never more than what was invoiced to them. */
function* checkGatewayTotals(books: Books): Iterable<string> {
  for (const order of books.orders) {
    const references = new Set(
      books.holds.filter(({ order_id }) => order_id === order.id).map(({ gateway_reference }) => gateway_reference),
    );
    const operations = new Set(
      books.attempts.filter(({ order_id }) => order_id === order.id).map(({ operation_id }) => operation_id),
    );
    const payments = books.payments.filter(
      (payment) => references.has(payment.id) || Object.values(payment.metadata).some((mark) => operations.has(mark)),
    );
    const taken = payments.reduce((sum, payment) => sum + BigInt(payment.captured), 0n);
    const invoiced = total(books.invoices.filter(({ order_id }) => order_id === order.id));
    if (taken > invoiced) yield `I5 the gateway took ${taken} for ${order.order_number}, invoiced were ${invoiced}`;
  }
}

/**
 * An attempt that ended as "no" has had no effect under its key, by the gateway's own memory. A refund that the bank sent back and a hold that lapsed before
 * anybody had the answer are no effect any more: "no" is what the gateway says of them then.
 */
function* checkEvidence(books: Books): Iterable<string> {
  for (const attempt of books.attempts) {
    if (attempt.status !== "declined" && attempt.status !== "rejected" && attempt.status !== "not_sent") continue;
    if (books.houseMovements.some((move) => move.operation_id === attempt.operation_id && move.refusal === null))
      yield `I7 attempt ${attempt.id} (${attempt.operation}) ended as ${attempt.status}, and a ledger of the house had done it`;
    const answer = books.bank.answerTo(attempt.idempotency_key);
    const wasOver = (answer?.undoneMs ?? Infinity) <= (attempt.finished_at?.getTime() ?? 0);
    if (answer?.status === 200 && isEffect(answer.body) && !wasOver)
      yield `I7 attempt ${attempt.id} (${attempt.operation}) ended as ${attempt.status}, and the gateway had done it`;
  }
}

function isEffect(body: string): boolean {
  const { status } = JSON.parse(body) as { status?: string };
  // A refund that was only accepted may still be refused by the bank.
  return status === "succeeded" || status === "requires_capture";
}

/** FD-1: after a refusal that forbids it, the instrument is not charged again. */
export function* checkForbiddenRetries(books: Books): Iterable<string> {
  const charges = books.attempts.filter(
    ({ operation }) => operation === "authorize" || operation === "authorize_and_capture",
  );
  for (const refusal of charges) {
    const isNever =
      refusal.status === "declined" &&
      refusal.reason !== null &&
      (retryClassOfReason as Record<string, string>)[refusal.reason] === "never";
    if (!isNever || refusal.finished_at === null || refusal.payment_method_id === null) continue;
    const finished = refusal.finished_at;
    const again = charges.find(
      (each) =>
        each.payment_method_id === refusal.payment_method_id &&
        each.requested_at > finished &&
        each.started_at !== null &&
        each.reason !== "suspected_fraud",
    );
    if (again) yield `FD-1 ${again.id} charged ${again.payment_method_id} again after ${refusal.reason}`;
  }
}

function groups(attempts: readonly AttemptRow[], keyOf: (attempt: AttemptRow) => string): Map<string, AttemptRow[]> {
  const found = new Map<string, AttemptRow[]>();
  for (const attempt of attempts) found.set(keyOf(attempt), [...(found.get(keyOf(attempt)) ?? []), attempt]);
  return found;
}
