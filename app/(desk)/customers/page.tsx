import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { CustomerList } from "@/components/customers/customer-list";
import { relationshipText } from "@/lib/format/customer-words";
import { toInstant } from "@/lib/payments/instant";
import { listCustomers } from "@/lib/queries/customers/list-customers";
import { requireStaff } from "@/lib/server/actor";
import { queryContext } from "@/lib/server/query-context";
import { loadSearchParams } from "./search-params";

export const metadata: Metadata = { title: "Customers" };

const PAGE_SIZE = 50;

export default async function CustomersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff("customer.view");
  const { q, after, before } = await loadSearchParams(searchParams);
  const queries = await queryContext(staff);
  const search = q?.trim() || null;
  const page = await listCustomers(queries, { search, after, before, size: PAGE_SIZE });
  const hrefOf = (key: "after" | "before", cursor: string | null) =>
    cursor === null
      ? null
      : `/customers?${new URLSearchParams({ ...(search !== null && { q: search }), [key]: cursor })}`;
  return (
    <CustomerList
      rows={page.rows.map((row) => ({
        ...row,
        href: `/customers/${encodeURIComponent(row.id)}`,
        since: relationshipText(
          row.customerSince === null ? null : toInstant(Date.parse(row.customerSince)),
          queries.now,
          row.orders,
        ),
      }))}
      search={search ?? ""}
      previousHref={hrefOf("before", page.previousCursor)}
      nextHref={hrefOf("after", page.nextCursor)}
    />
  );
}
