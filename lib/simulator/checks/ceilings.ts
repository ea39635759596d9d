import { type Books, total } from "./read-books";

/** I1, I2, I3, I13: nothing above its ceiling, in both ledgers, and one currency in each order. */
export function* checkCeilings(books: Books): Iterable<string> {
  for (const hold of books.holds) {
    const taken = books.captures.filter(
      ({ authorization_id, status }) => authorization_id === hold.id && status !== "failed",
    );
    const most = hold.amount_minor + hold.allowance_minor;
    if (hold.captured_minor + hold.reserved_minor > most || total(taken) > most)
      yield `I1 hold ${hold.id} of ${most} has captures of ${total(taken)}`;
  }
  for (const payment of books.payments) {
    if (payment.captured > payment.amount)
      yield `I1 ${payment.id} of ${payment.amount} was captured for ${payment.captured} at the gateway`;
    if (payment.refunded > payment.captured)
      yield `I2 ${payment.id}, captured ${payment.captured}, was refunded ${payment.refunded} at the gateway`;
  }
  for (const capture of books.captures) {
    const back = books.refunds.filter(({ capture_id, status }) => capture_id === capture.id && status !== "failed");
    const lost = books.disputes.filter(({ capture_id, status }) => capture_id === capture.id && status === "lost");
    const done = back.filter(({ status }) => status === "refunded");
    // What a refund without an answer keeps apart, the bank may take meanwhile: one of the two will come to nothing.
    if (total(back) > capture.amount_minor || total(done) + total(lost) > capture.amount_minor)
      yield `I2 capture ${capture.id} of ${capture.amount_minor} gives back ${total(back)} and lost ${total(lost)}`;
    if (total(done) !== capture.refunded_minor)
      yield `I2 capture ${capture.id} says refunded ${capture.refunded_minor}, its refunds say ${total(done)}`;
  }
  for (const order of books.orders) {
    const own = <T extends { order_id: string }>(rows: readonly T[]) =>
      rows.filter(({ order_id }) => order_id === order.id);
    const currencies = [...own(books.holds), ...own(books.captures), ...own(books.invoices), ...own(books.refunds)].map(
      ({ currency }) => currency,
    );
    if (currencies.some((currency) => currency !== order.currency))
      yield `I3 ${order.order_number} mixes ${[...new Set(currencies)]}`;
    const captured = own(books.captures).filter(({ status }) => status === "captured");
    if (total(captured) !== order.captured_minor)
      yield `I3 ${order.order_number} says captured ${order.captured_minor}, its captures say ${total(captured)}`;
    if (order.captured_minor > 0n && order.captured_minor > (order.approved_total_minor ?? 0n))
      yield `I13 ${order.order_number} has captured ${order.captured_minor}, its customer agreed to ${order.approved_total_minor}`;
    if (order.status === "completed") {
      const invoiced = total(own(books.invoices).filter(({ status }) => status !== "cancelled"));
      const paid = own(books.invoices).reduce((sum, { captured_minor }) => sum + captured_minor, 0n);
      if (invoiced !== paid) yield `I3 ${order.order_number} is completed: invoiced ${invoiced}, paid ${paid}`;
    }
    const live = own(books.releases).filter(({ status }) => status !== "cancelled");
    if (total(live) > order.total_minor)
      yield `I3 releases of ${order.order_number} sum to ${total(live)}, more than ${order.total_minor}`;
  }
}

/** What a gift card or an account has promised is what its holds say. */
export function* checkHouseBalances(books: Books): Iterable<string> {
  for (const { id, held_minor } of books.houseBalances) {
    const held = books.houseHolds
      .filter(({ balance_id }) => balance_id === id)
      .reduce((sum, hold) => sum + hold.amount_minor - hold.taken_minor - hold.released_minor, 0n);
    if (held !== held_minor) yield `I4 balance ${id} says ${held_minor} are held, its holds say ${held}`;
  }
}

/** The books of the house balance, transaction by transaction and account by account. */
export function* checkBalance(books: Books): Iterable<string> {
  const sums = new Map<string, bigint>();
  for (const entry of books.entries) {
    const key = `${entry.transaction_id} ${entry.currency}`;
    sums.set(key, (sums.get(key) ?? 0n) + entry.amount_minor);
  }
  for (const [key, sum] of sums) if (sum !== 0n) yield `I3 ledger transaction ${key} sums to ${sum}`;
  for (const order of books.orders) {
    const clearing = total(
      books.entries.filter(({ order_id, account }) => order_id === order.id && account.startsWith("clearing:")),
    );
    const captured = books.captures.filter(({ order_id, status }) => order_id === order.id && status === "captured");
    const ids = new Set(captured.map(({ id }) => id));
    const refunded = books.refunds.filter(({ capture_id, status }) => ids.has(capture_id) && status === "refunded");
    const lost = books.disputes.filter(({ capture_id, status }) => ids.has(capture_id) && status === "lost");
    const expected = total(captured) - total(refunded) - total(lost);
    if (clearing !== expected)
      yield `I4 the ledger has ${clearing} in clearing for ${order.order_number}, captures less refunds are ${expected}`;
    const promised = total(
      books.entries.filter(({ order_id, account }) => order_id === order.id && account.startsWith("holds:")),
    );
    const held = books.holds
      .filter(
        ({ order_id, status }) => order_id === order.id && (status === "authorized" || status.startsWith("void_")),
      )
      .reduce((sum, hold) => sum + hold.amount_minor - hold.captured_minor, 0n);
    if (promised !== held)
      yield `I4 the ledger has ${promised} in holds for ${order.order_number}, its holds say ${held}`;
  }
}
