"use client";

import { Download, ScrollText } from "lucide-react";
import { FilterBar } from "@/components/data-table/filter-bar";
import { ListHeading } from "@/components/data-table/list-heading";
import type { FilterView } from "@/components/data-table/list-view";
import { Pager } from "@/components/data-table/pager";
import { useListState } from "@/components/data-table/use-list-state";
import { buttonClass } from "@/components/ui/button-class";
import { classNames } from "@/components/ui/class-names";
import type { ClockView } from "@/components/ui/clock-view";
import { EmptyState } from "@/components/ui/empty-state";
import { formatLogMoment, zoneName } from "@/components/ui/format-moment";
import { Link } from "@/components/ui/link";
import { ScrollBox } from "@/components/ui/scroll-box";

export type AuditRowView = {
  id: string;
  at: string;
  who: string;
  act: string;
  orderNumber: string | null;
  href: string | null;
  subject: string | null;
  reason: string | null;
  changes: readonly { name: string; before: string | null; after: string | null }[];
  reference: string;
};

export type AuditListProps = {
  rows: AuditRowView[];
  filters: FilterView[];
  clock: ClockView;
  links: { label: string; href: string }[];
  exportHref: string;
  previousHref: string | null;
  nextHref: string | null;
};

/** Who did what, when, on which order, why, and what it was before. Nothing here can be changed. */
export function AuditList({ rows, filters, clock, links, exportHref, previousHref, nextHref }: AuditListProps) {
  const { setFilter } = useListState(filters.map(({ key }) => key));
  const isFiltered = filters.some(({ value }) => value !== null);
  return (
    <section className="card" aria-label="Audit">
      <div className="card-h flex-wrap">
        <ListHeading
          icon={ScrollText}
          hue="team"
          kind="Team"
          title="Audit"
          note="What people did, newest first. An entry is never changed and never goes."
        />
        {links.map(({ label, href }) => (
          <Link key={href} href={href}>
            {label}
          </Link>
        ))}
        <a href={exportHref} download className={buttonClass({})}>
          <Download className="ic" aria-hidden />
          Export
        </a>
      </div>
      <div className="flex flex-wrap items-center gap-2 px-4 pb-3">
        <FilterBar filters={filters} onChange={setFilter} />
      </div>
      {rows.length === 0 ? (
        <EmptyState kind="no_match" title={isFiltered ? "Nothing was done that matches" : "Nothing was done yet"}>
          {isFiltered && <Link href="/audit">Show what everybody on the team did</Link>}
        </EmptyState>
      ) : (
        <ScrollBox label="Audit entries">
          <table className="tbl sm:min-w-[980px] max-sm:block">
            <colgroup>
              <col style={{ width: 150 }} />
              <col style={{ width: 150 }} />
              <col style={{ width: 260 }} />
              <col style={{ width: 130 }} />
              <col />
            </colgroup>
            <thead className="max-sm:hidden">
              <tr>
                <th scope="col">When, {zoneName(clock.now, clock.timeZone)}</th>
                <th scope="col">Who</th>
                <th scope="col">What</th>
                <th scope="col">Order</th>
                <th scope="col">Why, and what changed</th>
              </tr>
            </thead>
            <tbody className="max-sm:block">
              {rows.map((row) => (
                <tr key={row.id} className={onPhone.row}>
                  <td className={classNames("num text-muted", onPhone.cell)} title={`Reference ${row.reference}`}>
                    {formatLogMoment(row.at, clock.timeZone)}
                  </td>
                  <td className={classNames("font-semibold", onPhone.cell, "max-sm:order-1")}>{row.who}</td>
                  <td className={classNames(onPhone.cell, "max-sm:order-2 max-sm:text-right")} title={row.act}>
                    {row.act}
                  </td>
                  <td className={classNames(onPhone.cell, "max-sm:text-right")}>
                    {row.href ? (
                      <Link href={row.href} className="num">
                        {row.orderNumber}
                      </Link>
                    ) : (
                      <span className="text-faint max-sm:hidden">–</span>
                    )}
                  </td>
                  <td
                    className={classNames("py-1 whitespace-normal", onPhone.cell, "max-sm:order-3 max-sm:col-span-2")}
                  >
                    <Details row={row} />
                  </td>
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

/** On a phone an entry is a small card: moment and order, who and what, then why. */
const onPhone = {
  row: "max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:border-b max-sm:border-line max-sm:px-4 max-sm:py-2",
  cell: "max-sm:block max-sm:h-auto max-sm:border-0 max-sm:p-0!",
};

const shownAtOnce = 2;

function Details({ row: { reason, subject, changes } }: { row: AuditRowView }) {
  const first = changes.slice(0, shownAtOnce);
  const rest = changes.slice(shownAtOnce);
  return (
    <>
      {reason && <div>“{reason}”</div>}
      {subject && <div className="lab">{subject}</div>}
      {first.map((change) => (
        <Change key={change.name} change={change} />
      ))}
      {rest.length > 0 && (
        <details>
          <summary className="lab cursor-pointer">{rest.length} more</summary>
          {rest.map((change) => (
            <Change key={change.name} change={change} />
          ))}
        </details>
      )}
    </>
  );
}

function Change({ change: { name, before, after } }: { change: AuditRowView["changes"][number] }) {
  return (
    <div className="lab break-words">
      {name}: {before !== null && <s className="text-faint">{before}</s>}
      {before !== null && " "}
      {after ?? "nothing"}
    </div>
  );
}
