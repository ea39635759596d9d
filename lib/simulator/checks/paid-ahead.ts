import { type Books, type OrderRow, total } from "./read-books";

/** PR-5, I18: money that one order of a lineage gives is what another has, and what was paid ahead and cannot ship any more is in sight. */
export function* checkPaidAhead(books: Books): Iterable<string> {
  for (const order of books.orders) {
    const { order_number, prepaid_minor, spare_minor } = order;
    if (prepaid_minor < 0n || prepaid_minor > order.applied_in_minor)
      yield `I3 ${order_number} was paid ${prepaid_minor} ahead of ${order.applied_in_minor} applied`;
    const owed = -accountOf(books, [order], "prepayments");
    if (owed !== prepaid_minor)
      yield `I4 the ledger has ${owed} paid ahead for ${order_number}, the order says ${prepaid_minor}`;
    const invoices = books.invoices.filter(({ order_id, status }) => order_id === order.id && status !== "cancelled");
    const hasEnded = order.status === "cancelled" || order.status === "replaced";
    const toShip = hasEnded ? 0n : order.total_minor - total(invoices);
    if (prepaid_minor > (toShip > 0n ? toShip : 0n) + spare_minor)
      yield `I18 ${order_number} was paid ${prepaid_minor} ahead, can ship ${toShip}, and shows ${spare_minor} as spare`;
    const paid = invoices.reduce((sum, { captured_minor }) => sum + captured_minor, 0n);
    const has = order.captured_minor + order.applied_in_minor - prepaid_minor;
    if (paid > has) yield `I3 the invoices of ${order_number} say paid ${paid}, it has ${has}`;
  }
  for (const lineage of lineagesOf(books)) {
    const name = lineage.map(({ order_number }) => order_number).join(" > ");
    const ids = new Set(lineage.map(({ id }) => id));
    const given = books.captures.reduce((sum, each) => sum + (ids.has(each.order_id) ? each.applied_minor : 0n), 0n);
    const taken = lineage.reduce((sum, each) => sum + each.applied_in_minor, 0n);
    if (given !== taken) yield `PR-5 ${name}: captures gave ${given}, orders took ${taken}`;
    const between = accountOf(books, lineage, "transfers");
    if (between !== 0n) yield `PR-5 ${name}: ${between} is on its way between the books of the orders`;
  }
}

function accountOf(books: Books, orders: readonly OrderRow[], account: string): bigint {
  const ids = new Set(orders.map(({ id }) => id));
  return total(books.entries.filter((entry) => entry.account === account && ids.has(entry.order_id)));
}

/** Orders that replaced one another, from the first one on. */
function lineagesOf(books: Books): OrderRow[][] {
  const next = new Map(books.links.map((link) => [link.predecessor_id, link.successor_id]));
  const followers = new Set(next.values());
  const byId = new Map(books.orders.map((order) => [order.id, order]));
  return books.orders
    .filter(({ id }) => !followers.has(id))
    .map((first) => {
      const line: OrderRow[] = [];
      for (let id: string | undefined = first.id; id !== undefined; id = next.get(id)) {
        const order = byId.get(id);
        if (order) line.push(order);
      }
      return line;
    });
}
