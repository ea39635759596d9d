import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CustomerRecord } from "@/components/customers/customer-record";
import { getCustomer } from "@/lib/queries/customers/get-customer";
import { listOrders } from "@/lib/queries/orders/list-orders";
import { parseOrderFilter } from "@/lib/queries/orders/order-filter";
import { requireStaff } from "@/lib/server/actor";
import { clockView, queryContext } from "@/lib/server/query-context";
import { toOrderRow } from "../../_lists/order-row";

export const metadata: Metadata = { title: "Customer" };

const ORDERS_SHOWN = 15;

export default async function CustomerPage({ params }: { params: Promise<{ accountId: string }> }) {
  const staff = await requireStaff("customer.view");
  const accountId = decodeURIComponent((await params).accountId);
  const queries = await queryContext(staff);
  const customer = await getCustomer(queries, accountId);
  if (!customer) notFound();
  const orders = await listOrders(queries, {
    filter: parseOrderFilter({ account: accountId }),
    sort: [],
    after: null,
    before: null,
    size: ORDERS_SHOWN,
  });
  const { tone, ...facts } = customer;
  return (
    <CustomerRecord
      customer={{
        ...facts,
        toneLabel: tone.label,
        toneWhy: tone.why,
        rows: orders.rows.map((row) => toOrderRow(row, staff)),
        allOrdersHref: `/orders?account=${encodeURIComponent(accountId)}`,
      }}
      clock={await clockView(staff)}
    />
  );
}
