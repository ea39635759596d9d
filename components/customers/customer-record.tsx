import { CreditCard, HeartHandshake, Phone, ReceiptText, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { OrderReason } from "@/components/orders/order-reason";
import type { OrderRowView } from "@/components/orders/order-row-view";
import { Amount } from "@/components/ui/amount";
import { Card, ObjectMark } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { CoverageBar } from "@/components/ui/coverage-bar";
import { EmptyState } from "@/components/ui/empty-state";
import type { AmountView } from "@/components/ui/format-amount";
import { HoldChip } from "@/components/ui/hold-chip";
import { Link } from "@/components/ui/link";
import { ScrollBox } from "@/components/ui/scroll-box";

export type CustomerRecordView = {
  name: string;
  externalId: string;
  relationship: string;
  toneLabel: string;
  toneWhy: string;
  phone: string | null;
  email: string | null;
  city: string | null;
  locale: string;
  timeZone: string;
  owes: AmountView[];
  paidInYear: AmountView[];
  openOrders: number;
  orders: number;
  failedBefore: number;
  linksSent: number;
  linksApproved: number;
  savedMethods: { id: string; label: string; expiry: string | null }[];
  rows: OrderRowView[];
  allOrdersHref: string;
};

/** One customer: what is owed first, then how to talk to them, and why. */
export function CustomerRecord({ customer, clock }: { customer: CustomerRecordView; clock: ClockView }) {
  return (
    <>
      <section className="card" aria-labelledby="h-customer">
        <div className="flex flex-wrap items-start gap-3 px-4 pt-3 pb-2.5">
          <ObjectMark icon={UserRound} hue="person" className="mt-[3px]" />
          <div className="min-w-0 flex-1">
            <p className="lab">Customer {customer.externalId}</p>
            <h1 id="h-customer" className="page-title wrap-anywhere">
              <bdi>{customer.name}</bdi>
            </h1>
            <p className="text-muted">
              {customer.relationship}, <b className="text-ink">{customer.toneWhy}</b>
            </p>
          </div>
          {customer.phone && (
            <a className="btn" href={`tel:${customer.phone}`}>
              <Phone className="ic" aria-hidden /> Call
            </a>
          )}
        </div>
        <dl className="facts border-line border-t px-4 pt-2.5 pb-3">
          <Fact label="Owes now">
            <Sums sums={customer.owes} />
          </Fact>
          <Fact label="Open orders">{customer.openOrders}</Fact>
          <Fact label="Paid in 12 months">
            <Sums sums={customer.paidInYear} />
          </Fact>
          <Fact label="Payment problems">
            {customer.failedBefore} of {customer.orders} orders
          </Fact>
          <Fact label="Links">
            {customer.linksSent} sent, {customer.linksApproved} approved
          </Fact>
        </dl>
      </section>
      <div className="record">
        <Orders customer={customer} clock={clock} />
        <div className="flex min-w-0 flex-col gap-3">
          <Card id="h-tone" size="xs" icon={HeartHandshake} hue="person" title="How to talk to this person">
            <p className="border-line border-t px-4 py-2.5">
              <b>{customer.toneLabel}.</b> <span className="text-muted">Because: {customer.toneWhy}.</span>
            </p>
          </Card>
          <Card id="h-methods" size="xs" icon={CreditCard} title="Ways to pay">
            {customer.savedMethods.length === 0 && (
              <p className="border-line text-muted border-t px-4 py-2">Nothing saved yet.</p>
            )}
            <ul>
              {customer.savedMethods.map((method) => (
                <li key={method.id} className="border-line flex min-h-9 items-center gap-2 border-t px-4 py-1">
                  <b className="num flex-1 font-semibold">{method.label}</b>
                  {method.expiry && <span className="text-muted num">exp {method.expiry}</span>}
                </li>
              ))}
            </ul>
          </Card>
          <Card id="h-contact" size="xs" icon={Phone} hue="team" title="Contact">
            <ul>
              <Line label="E-mail" value={customer.email ?? "none on record"} />
              <Line label="Phone" value={customer.phone ?? "none on record"} />
              <Line label="City" value={customer.city ?? "not known"} />
              <Line label="Language and zone" value={`${customer.locale}, ${customer.timeZone}`} />
            </ul>
          </Card>
        </div>
      </div>
    </>
  );
}

function Orders({ customer, clock }: { customer: CustomerRecordView; clock: ClockView }) {
  return (
    <Card
      id="h-orders"
      size="sm"
      icon={ReceiptText}
      title={
        <>
          Orders <span className="count ml-1">{customer.orders}</span>
        </>
      }
      aside={
        <Link href={customer.allOrdersHref} className="font-semibold">
          View all
        </Link>
      }
    >
      {customer.rows.length === 0 ? (
        <EmptyState kind="all_done" title="No orders yet" />
      ) : (
        <ScrollBox label="Orders of this customer">
          <table className="tbl min-w-[620px]">
            <thead>
              <tr>
                <th scope="col">Order</th>
                <th scope="col">Reason</th>
                <th scope="col" className="r">
                  Total
                </th>
                <th scope="col" className="r">
                  Not captured
                </th>
                <th scope="col">Secured</th>
                <th scope="col">Hold left</th>
              </tr>
            </thead>
            <tbody>
              {customer.rows.map((row) => (
                <tr key={row.orderNumber}>
                  <td>
                    <Link href={row.href} className="num font-semibold">
                      {row.orderNumber}
                    </Link>
                  </td>
                  <td>
                    {row.reason ? <OrderReason code={row.reason} /> : <span className="text-muted">In order</span>}
                  </td>
                  <td className="r">
                    <Amount amount={row.total} />
                  </td>
                  <td className="r">
                    <Amount amount={row.due} />
                  </td>
                  <td>
                    <CoverageBar coverage={row.coverage} />
                  </td>
                  <td>
                    <HoldChip hold={row.hold} clock={clock} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Card>
  );
}

function Sums({ sums }: { sums: AmountView[] }) {
  if (sums.length === 0) return "nothing";
  return (
    <span className="flex flex-wrap gap-x-3">
      {sums.map((sum) => (
        <Amount key={sum.currency} amount={sum} code="after" />
      ))}
    </span>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="lab">{label}</dt>
      <dd className="fact-value num">{children}</dd>
    </div>
  );
}

function Line({ label, value }: { label: string; value: string }) {
  return (
    <li className="border-line flex min-h-9 flex-wrap items-center gap-2 border-t px-4 py-1">
      <span className="text-muted flex-1">{label}</span>
      <span className="break-all">{value}</span>
    </li>
  );
}
