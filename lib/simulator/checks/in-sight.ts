import { type Books, isOpenAttempt, type OrderRow } from "./read-books";

/** I18: whatever is not finished stands in front of a person or is about to be done by itself. */
export function* checkInSight(books: Books): Iterable<string> {
  for (const attempt of books.attempts.filter(isOpenAttempt)) {
    // PayPal forgets an order's key after six hours: then only a person can find out, and has it before them.
    const isForPeople = attempt.gateway === "paypal" && isListedAsSilent(books, attempt.id);
    if (books.moment === "in the end") {
      if (attempt.status !== "pending" && !isForPeople)
        yield `I18 attempt ${attempt.id} (${attempt.operation}) is still ${attempt.status} days after the faults`;
    } else if (attempt.status !== "unconfirmed" && attempt.status !== "pending")
      yield `I18 attempt ${attempt.id} (${attempt.operation}) is still ${attempt.status}`;
    else if (
      attempt.status === "unconfirmed" &&
      !books.worklist.some(({ subject, list }) => subject === attempt.id && list === "unconfirmed")
    )
      yield `I18 attempt ${attempt.id} is unconfirmed and in no list`;
  }
  for (const order of books.orders) yield* checkOrder(books, order);
}

function* checkOrder(books: Books, order: OrderRow): Iterable<string> {
  const items = books.worklist.filter(({ order_id }) => order_id === order.id);
  const isAsked = books.attempts.some((attempt) => attempt.order_id === order.id && isOpenAttempt(attempt));
  const invoices = books.invoices.filter(
    ({ order_id, status }) => order_id === order.id && status !== "captured" && status !== "cancelled",
  );
  for (const invoice of invoices)
    if (items.length === 0 && !isAsked && invoice.next_attempt_at === null)
      yield `I18 invoice ${invoice.id} of ${order.order_number} is ${invoice.status}, and nobody sees it`;
  if (order.spare_minor > 0n && !items.some(({ list }) => list === "unapplied-money"))
    yield `I18 ${order.order_number} has ${order.spare_minor} to spare, and nobody sees it`;
  if (order.refund_failed_minor > 0n && !items.some(({ reason }) => reason === "refund_failed"))
    yield `I18 a refund of ${order.order_number} failed, and nobody sees it`;
  if (order.status === "confirmed") {
    const due = order.total_minor - order.applied_in_minor;
    const secured =
      books.holds
        .filter(({ order_id, status }) => order_id === order.id && status === "authorized")
        .reduce((sum, hold) => sum + hold.amount_minor - hold.captured_minor, 0n) + order.captured_minor;
    if (secured < due && items.length === 0 && !isAsked)
      yield `I18 ${order.order_number} is confirmed, secured ${secured} of ${due}, and nobody sees it`;
  }
}

/** I11, I20: every notification is stored once and has been carried out. */
export function* checkNotifications(books: Books): Iterable<string> {
  const seen = new Set<string>();
  for (const notification of books.notifications) {
    if (seen.has(notification.event_id)) yield `I11 event ${notification.event_id} is stored twice`;
    seen.add(notification.event_id);
    if (notification.status !== "processed")
      yield `I20 event ${notification.event_id} (${notification.type}) is still ${notification.status}`;
  }
}

/** I19: what can still be paid at the gateway is what the order still asks for. */
export function* checkPages(books: Books): Iterable<string> {
  for (const page of books.bank.pages) {
    if (page.status !== "open" || page.expiresAt * 1000 <= books.nowMs) continue;
    const ours = books.sessions.find(({ gateway_reference }) => gateway_reference === page.id);
    if (!ours) {
      const opening = books.attempts.find(({ operation_id }) => operation_id === page.operation);
      const isAsked = opening !== undefined && isOpenAttempt(opening) && isListedAsSilent(books, opening.id);
      if (!isAsked) yield `I19 the page ${page.id} is open at the gateway; we know nothing of it`;
      continue;
    }
    const request = books.approvals.find(({ id }) => id === ours.approval_request_id);
    const isLive = request !== undefined && ["requested", "sent", "opened", "payment_failed"].includes(request.status);
    if (!isLive) yield `I19 the page ${page.id} can still be paid, its request is ${request?.status}`;
    if (BigInt(page.amount) !== ours.amount_minor)
      yield `I19 the page ${page.id} shows ${page.amount}, we asked for ${ours.amount_minor}`;
  }
}

function isListedAsSilent(books: Books, attemptId: string): boolean {
  return books.worklist.some(({ subject, reason }) => subject === attemptId && reason === "unconfirmed");
}

const verdicts: Readonly<Record<string, string>> = { won: "won", warning_closed: "won", lost: "lost" };

/** FD-3, I20: what a payer's bank wants back is known here, and how it ended. */
export function* checkDisputes(books: Books): Iterable<string> {
  for (const { id, charge, status } of books.bank.disputes) {
    const ours = books.disputes.find(({ gateway_reference }) => gateway_reference === id);
    const here = verdicts[status] ?? "open";
    if (ours?.status !== here)
      yield `FD-3 ${id} about ${charge} is ${here} at the gateway, ${ours?.status ?? "unknown"} here`;
  }
}

function tells(data: unknown, id: string | null): boolean {
  return id !== null && JSON.stringify(data).includes(id);
}

/** I10, I16: every change of money says who and why, and no history names what it must not. */
export function* checkHistory(books: Books): Iterable<string> {
  for (const { actor, type } of books.events)
    if (!/^(staff|system|customer|api):./.test(actor)) yield `I10 event ${type} names nobody: ${actor}`;
  for (const attempt of books.attempts) {
    if (attempt.status !== "succeeded" || attempt.operation.endsWith("hosted_page")) continue;
    const isTold = books.events.some(
      ({ order_id, data }) =>
        order_id === attempt.order_id && (tells(data, attempt.id) || tells(data, attempt.authorization_id)),
    );
    if (!isTold) yield `I10 ${attempt.operation} ${attempt.id} succeeded, and no event tells of it`;
  }
  const written = JSON.stringify(
    [books.events.map(({ data }) => data), books.audit.map(({ before, after, reason }) => [before, after, reason])],
    (_key, value) => (typeof value === "bigint" ? String(value) : value),
  );
  const secret = /sk_test_\w+|whsec_\w+|\b4[0-9]{15}\b/.exec(written);
  if (secret) yield `I16 history contains ${secret[0].slice(0, 8)}…`;
}
