import { Users } from "lucide-react";
import Form from "next/form";
import { Pager } from "@/components/data-table/pager";
import { Button } from "@/components/ui/button";
import { ObjectMark } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { ScrollBox } from "@/components/ui/scroll-box";

export type CustomerListRow = {
  id: string;
  href: string;
  name: string;
  externalId: string;
  city: string | null;
  since: string;
  orders: number;
  unpaid: number;
};

export type CustomerListProps = {
  rows: CustomerListRow[];
  search: string;
  previousHref: string | null;
  nextHref: string | null;
};

/** Customers by name, found by the beginning of it, their e-mail or their number. */
export function CustomerList({ rows, search, previousHref, nextHref }: CustomerListProps) {
  return (
    <section className="card" aria-labelledby="h-customers">
      <div className="card-h flex-wrap">
        <ObjectMark icon={Users} hue="person" />
        <h1 id="h-customers" className="page-title flex-1">
          Customers
        </h1>
        <Form action="/customers" className="flex flex-wrap items-center gap-2">
          <label className="sr-only" htmlFor="customer-search">
            Name, e-mail or customer number
          </label>
          <input
            id="customer-search"
            name="q"
            type="search"
            className="field w-64 max-w-full"
            defaultValue={search}
            placeholder="Name, e-mail or number"
            autoComplete="off"
          />
          <Button type="submit">Find</Button>
        </Form>
      </div>
      {rows.length === 0 ? (
        <EmptyState kind="no_match" title={search === "" ? "No customers yet" : `Nobody is found by “${search}”`}>
          {search !== "" && <Link href="/customers">Show everybody</Link>}
        </EmptyState>
      ) : (
        <ScrollBox label="Customers">
          <table className="tbl min-w-[640px]">
            <thead>
              <tr>
                <th scope="col">Customer</th>
                <th scope="col">Number</th>
                <th scope="col">City</th>
                <th scope="col">With us</th>
                <th scope="col" className="r">
                  Orders
                </th>
                <th scope="col" className="r">
                  Unpaid
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td>
                    <Link href={row.href} className="font-semibold">
                      <bdi>{row.name}</bdi>
                    </Link>
                  </td>
                  <td className="num text-muted">{row.externalId}</td>
                  <td className="text-muted">{row.city ?? "–"}</td>
                  <td className="text-muted">{row.since}</td>
                  <td className="r num">{row.orders}</td>
                  <td className="r num">{row.unpaid > 0 ? <b className="text-bad">{row.unpaid}</b> : 0}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <Pager previousHref={previousHref} nextHref={nextHref} />
    </section>
  );
}
