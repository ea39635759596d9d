import { type Books, type HoldRow, type OrderRow, total } from "./read-books";

/** I8, I9: one successor, no piled-up holds, and nothing left behind by an order that has ended. */
export function* checkEndings(books: Books): Iterable<string> {
  for (const link of books.links)
    if (books.links.filter(({ predecessor_id }) => predecessor_id === link.predecessor_id).length > 1)
      yield `I8 ${link.predecessor_id} has several successors`;
  for (const order of books.orders) {
    if (order.status === "replaced" && !books.links.some(({ predecessor_id }) => predecessor_id === order.id))
      yield `I8 ${order.order_number} was replaced by nothing`;
    if (order.status === "cancelled" || order.status === "replaced") yield* checkEnded(books, order);
    yield* checkPiledUp(books, order);
  }
}

function* checkEnded(books: Books, order: OrderRow): Iterable<string> {
  const isListed = books.worklist.some(({ order_id }) => order_id === order.id);
  const held = heldAtGateway(books, order);
  if (held > 0n && !isListed) yield `I9 ${order.order_number} is ${order.status} and holds ${held} at the gateway`;
  const invoiced = total(books.invoices.filter(({ order_id }) => order_id === order.id));
  const captures = books.captures.filter(({ order_id, status }) => order_id === order.id && status === "captured");
  const kept = captures.reduce(
    (sum, { amount_minor, refunded_minor, refund_reserved_minor, applied_minor, disputed_minor }) =>
      sum + amount_minor - refunded_minor - refund_reserved_minor - applied_minor - disputed_minor,
    0n,
  );
  if (kept > invoiced && !isListed)
    yield `I9 ${order.order_number} is ${order.status} and keeps ${kept}, invoiced were ${invoiced}`;
}

/** An hour after the faults no swap is under way any more: what is held is what is still due, or somebody is told. */
function* checkPiledUp(books: Books, order: OrderRow): Iterable<string> {
  const held = heldAtGateway(books, order);
  const due =
    order.total_minor > (order.approved_total_minor ?? 0n) ? order.total_minor : (order.approved_total_minor ?? 0n);
  const isListed = books.worklist.some(({ order_id }) => order_id === order.id);
  if (held > due && !isListed) yield `I8 ${order.order_number} holds ${held} at the gateway for a total of ${due}`;
}

function heldAtGateway(books: Books, order: OrderRow): bigint {
  const references = new Set(
    books.holds.filter(({ order_id }) => order_id === order.id).map(({ gateway_reference }) => gateway_reference),
  );
  return books.payments.filter(({ id }) => references.has(id)).reduce((sum, { held }) => sum + BigInt(held), 0n);
}

/**
 * X04, AE-6: a hold is let go of because its order has ended or was stopped, or because a newer one was there before. Whoever releases first and asks then has
 * nothing where the bank says no.
 */
export function* checkSwaps(books: Books): Iterable<string> {
  for (const release of books.attempts.filter(({ operation }) => operation === "void")) {
    const order = books.orders.find(({ id }) => id === release.order_id);
    const hold = books.holds.find(({ id }) => id === release.authorization_id);
    if (!order || !hold || order.status === "cancelled" || order.status === "replaced") continue;
    const hasSuccessor = books.holds.some(
      (each) =>
        each.authorized_at !== null &&
        each.authorized_at <= release.requested_at &&
        (each.replaces_id === hold.id || isAsGood(each, hold)),
    );
    const isExplained = books.events.some(
      ({ order_id, type, data, created_at }) =>
        order_id === order.id &&
        created_at <= release.requested_at &&
        (type === "order_cancelled" || (type === "release_requested" && whyOf(data) !== "replaced")),
    );
    // What a customer pays on the page of a request that is over fits nothing, and goes back at once.
    const page = books.events.find(
      ({ type, data }) => type === "authorize_succeeded" && wordOf(data, "authorizationId") === hold.id,
    );
    const isUnasked = books.events.some(
      ({ type, data }) =>
        type === "unapplied_money_found" &&
        page !== undefined &&
        wordOf(data, "hostedSessionId") === wordOf(page.data, "hostedSessionId"),
    );
    if (!hasSuccessor && !isExplained && !isUnasked && !isOfNoReplacement(books, order, release.requested_at))
      yield `AE-6 hold ${hold.id} of ${order.order_number} (${order.status}) was released, and none had taken its place`;
  }
}

/** Of an order that was to replace another and does not: its customer's request was over before, and a hold that came in late goes back. */
function isOfNoReplacement(books: Books, order: OrderRow, releasedAt: Date): boolean {
  const link = books.links.find(({ successor_id }) => successor_id === order.id);
  const requests = books.approvals.filter(
    ({ order_id, requested_at }) => order_id === link?.predecessor_id && requested_at <= releasedAt,
  );
  const wasOver = requests.every(
    ({ status, decided_at }) => status !== "approved" && decided_at !== null && decided_at <= releasedAt,
  );
  return link !== undefined && order.status === "proposed" && wasOver;
}

/** A later hold of the same order that is worth as much: the customer approved anew while the first one's answer was still out. */
function isAsGood(each: HoldRow, hold: HoldRow): boolean {
  const [at, before] = [each.requested_at.getTime(), hold.requested_at.getTime()];
  // Of one moment, the ids say which was first.
  const isLater = at > before || (at === before && each.id > hold.id);
  return each.order_id === hold.order_id && isLater && each.amount_minor >= hold.amount_minor - hold.captured_minor;
}

function whyOf(data: unknown): unknown {
  return wordOf(data, "why");
}

function wordOf(data: unknown, key: string): unknown {
  return (data as Record<string, unknown> | null)?.[key];
}

const movesMoneyIn = new Set([
  "authorize",
  "authorize_and_capture",
  "capture",
  "increase",
  "renew",
  "open_hosted_page",
]);

/** I14: from a stop for fraud to its lifting nothing that takes money is begun, and what was in flight is undone. */
export function* checkFraudStops(books: Books): Iterable<string> {
  for (const order of books.orders) {
    for (const { from, to } of stops(books, order)) {
      const during = (moment: Date | null) => moment !== null && moment > from && (to === null || moment < to);
      const begun = books.attempts.find(
        ({ order_id, operation, requested_at, started_at, reason }) =>
          order_id === order.id &&
          movesMoneyIn.has(operation) &&
          during(requested_at) &&
          during(started_at) &&
          reason !== "suspected_fraud",
      );
      if (begun) yield `I14 ${begun.operation} ${begun.id} was begun while ${order.order_number} was stopped`;
      if (to !== null) continue;
      const kept = books.captures.find(
        (capture) =>
          capture.order_id === order.id &&
          capture.status === "captured" &&
          during(capture.captured_at) &&
          capture.refunded_minor + capture.refund_reserved_minor + capture.disputed_minor < capture.amount_minor,
      );
      if (kept && !books.worklist.some(({ order_id, list }) => order_id === order.id && list !== "expiring"))
        yield `I14 capture ${kept.id} came in while ${order.order_number} was stopped, and stayed`;
      const link = books.approvals.find(
        ({ order_id, status }) => order_id === order.id && ["requested", "sent", "opened"].includes(status),
      );
      if (link) yield `I14 ${order.order_number} is stopped, and the link ${link.id} lives`;
    }
  }
}

function stops(books: Books, order: OrderRow): { from: Date; to: Date | null }[] {
  const found: { from: Date; to: Date | null }[] = [];
  for (const { action, order_id, created_at } of books.audit) {
    if (order_id !== order.id) continue;
    const last = found.at(-1);
    if (action === "fraud.set") found.push({ from: created_at, to: null });
    else if (action === "fraud.lifted" && last) last.to = created_at;
  }
  return found;
}
