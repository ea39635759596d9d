import { type AuditKind, auditKindNames, auditKinds } from "@/lib/format/audit-words";
import { parseDay } from "../parse-day";
import type { QueryScope } from "../query-scope";
import type { SqlValues } from "../sql-values";

/** Whose entries: of one colleague (their id), of all staff, or of everybody, the house and other systems among them. */
export const auditGroups = ["staff", "customers", "systems", "house", "everybody"] as const;

export type AuditFilter = {
  readonly who: string;
  readonly kind: AuditKind | null;
  readonly orderNumber: string | null;
  /** Days, YYYY-MM-DD in the reader's zone, both included. */
  readonly from: string | null;
  readonly until: string | null;
};

export type AuditFilterText = Partial<Record<"who" | "kind" | "order" | "from" | "until", string | null>>;

/** Reads filters from the URL; a word that names nothing is dropped. Where nobody is named it is what people did. */
export function parseAuditFilter(text: AuditFilterText): AuditFilter {
  const orderNumber = (text.order ?? "").trim().slice(0, 64);
  return {
    who: /^usr_[0-9A-Za-z_-]{1,80}$/.test(text.who ?? "")
      ? (text.who ?? "")
      : (auditGroups.find((each) => each === text.who) ?? "staff"),
    kind: auditKindNames.find((each) => each === text.kind) ?? null,
    orderNumber: orderNumber === "" ? null : orderNumber,
    from: parseDay(text.from),
    until: parseDay(text.until),
  };
}

/** Conditions on the entry `a`. That of people is written out as its index has it. */
export function auditFilterTerms(
  { timeZone, storeId }: Pick<QueryScope, "timeZone" | "storeId">,
  values: SqlValues,
  filter: AuditFilter,
): string[] {
  const terms: string[] = [...whoTerms(values, filter.who)];
  if (filter.kind !== null) {
    const patterns = auditKinds[filter.kind].actions.map((action) => `${action.replaceAll("_", "\\_")}%`);
    terms.push(`a.action LIKE ANY (${values.add(patterns)})`);
  }
  if (filter.orderNumber !== null)
    terms.push(
      `a.order_id = (SELECT o.id FROM orders o WHERE o.store_id = ${values.add(storeId)} AND o.order_number = ${values.add(filter.orderNumber)})`,
    );
  const midnight = (day: string, later: number) =>
    `(${values.add(day)}::date + ${later})::timestamp AT TIME ZONE ${values.add(timeZone)}`;
  if (filter.from !== null) terms.push(`a.created_at >= ${midnight(filter.from, 0)}`);
  if (filter.until !== null) terms.push(`a.created_at < ${midnight(filter.until, 1)}`);
  return terms;
}

function whoTerms(values: SqlValues, who: string): string[] {
  const people = "a.actor LIKE 'staff:%'";
  if (who === "everybody") return [];
  if (who === "staff") return [people];
  const others: Readonly<Record<string, string>> = { customers: "customer", systems: "api", house: "system" };
  const kind = others[who];
  return kind === undefined ? [people, `a.actor = ${values.add(`staff:${who}`)}`] : [`a.actor LIKE '${kind}:%'`];
}
