import { type AttemptRow, type BankPayment, type Books, type HoldRow, isOpenAttempt, total } from "./read-books";

/** I4: our books and the gateway's agree to the minor unit, or what differs stands in a worklist. */
export function* checkTwoLedgers(books: Books): Iterable<string> {
  const ofReference = new Map<string, HoldRow[]>();
  for (const hold of books.holds)
    if (hold.gateway_reference !== null)
      ofReference.set(hold.gateway_reference, [...(ofReference.get(hold.gateway_reference) ?? []), hold]);
  for (const payment of books.payments) {
    const ours = ofReference.get(payment.id);
    if (!ours) {
      if (payment.held > 0 || payment.captured > payment.refunded) {
        if (!isStrangerListed(books, payment))
          yield `I4 ${payment.id} holds ${payment.held} and has captured ${payment.captured} at the gateway; we know nothing of it`;
      }
      continue;
    }
    if (ours.length > 1) yield `I4 ${payment.id} is known as ${ours.length} holds`;
    const hold = ours[0] as HoldRow;
    for (const difference of differences(books, hold, payment))
      if (!isListed(books, hold)) yield `I4 ${payment.id} (hold ${hold.id}, ${hold.status}): ${difference}`;
  }
  for (const hold of books.holds)
    if (hold.gateway_reference !== null && !books.payments.some(({ id }) => id === hold.gateway_reference))
      yield `I4 the gateway knows nothing of ${hold.gateway_reference}`;
}

function* differences(books: Books, hold: HoldRow, payment: BankPayment): Iterable<string> {
  const captures = books.captures.filter(({ authorization_id }) => authorization_id === hold.id);
  const captured = total(captures.filter(({ status }) => status === "captured" || status === "accepted"));
  if (captured !== BigInt(payment.captured)) yield `captured ${captured} here, ${payment.captured} there`;
  const ids = new Set(captures.map(({ id }) => id));
  const refunded = total(
    books.refunds.filter(
      ({ capture_id, status }) => ids.has(capture_id) && (status === "refunded" || status === "pending"),
    ),
  );
  if (refunded !== BigInt(payment.refunded)) yield `refunded ${refunded} here, ${payment.refunded} there`;
  const held =
    hold.status === "authorized" || hold.status.startsWith("void_") ? hold.amount_minor - hold.captured_minor : 0n;
  if (held !== BigInt(payment.held)) yield `held ${held} here, ${payment.held} there`;
}

function isListed(books: Books, hold: HoldRow): boolean {
  if (books.differences.some(({ gateway_reference }) => gateway_reference === hold.gateway_reference)) return true;
  const asked = books.attempts.filter((attempt) => attempt.order_id === hold.order_id && isOpenAttempt(attempt));
  return asked.some(({ id }) =>
    books.worklist.some(({ subject, reason }) => subject === id && reason === "unconfirmed"),
  );
}

/** A payment whose call has no answer yet is explained by that call, where it stands in front of people. */
function isStrangerListed(books: Books, payment: BankPayment): boolean {
  if (books.differences.some(({ gateway_reference }) => gateway_reference === payment.id)) return true;
  const marks = new Set(Object.values(payment.metadata));
  const renewed = books.holds.find(({ gateway_reference }) => gateway_reference === payment.renews);
  const isAbout = (attempt: AttemptRow) =>
    marks.has(attempt.operation_id) ||
    (renewed !== undefined && attempt.operation === "renew" && attempt.order_id === renewed.order_id);
  const asked = books.attempts.filter((attempt) => isAbout(attempt) && isOpenAttempt(attempt));
  return asked.some(({ id }) =>
    books.worklist.some(({ subject, reason }) => subject === id && reason === "unconfirmed"),
  );
}
