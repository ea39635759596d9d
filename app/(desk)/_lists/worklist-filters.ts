import type { FilterChoiceView, FilterView } from "@/components/data-table/list-view";
import type { TileView } from "@/components/ui/tile";
import { worklistReasonWords } from "@/lib/format/desk-reason";
import { methodLabel } from "@/lib/format/method-label";
import { gatewayNames, methodKinds } from "@/lib/payments/gateway";
import { orderListReasons, type WorklistReason } from "@/lib/payments/order-state";
import type { StatusFieldRow } from "@/lib/queries/status-fields/list-status-fields";
import type { WorklistCounts } from "@/lib/queries/worklists/count-worklist";
import {
  holdLeftChoices,
  isFiltered,
  parseWorklistFilter,
  type WorklistFilter,
} from "@/lib/queries/worklists/worklist-filter";
import { ownStatusFilter } from "./own-status-filter";
import type { WorklistParams } from "./worklist-params";

/** The chips above the rows: a word of the address that narrows nothing has none. */
export function worklistFilters(
  params: WorklistParams,
  counts: WorklistCounts,
  ownFields: readonly StatusFieldRow[],
  viewerId: string,
): FilterView[] {
  const filter = parseWorklistFilter(params);
  const colleagues = counts.colleagues.filter((each) => each.id !== viewerId);
  const owners: FilterChoiceView[] = [
    { value: "me", label: "me" },
    { value: "nobody", label: "nobody" },
    ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return [
    {
      key: "reason",
      label: "Reason",
      kind: "many",
      choices: orderListReasons.map((reason) => ({ value: reason, label: worklistReasonWords[reason].toLowerCase() })),
      value: filter.reasons.join(",") || null,
    },
    {
      key: "above",
      label: "Due above",
      kind: "text",
      choices: [],
      value: filter.aboveThousandths === null ? null : params.above,
    },
    {
      key: "hold_left",
      label: "Hold left",
      kind: "one",
      choices: holdLeftChoices.map((value) => ({ value, label: holdLeftWords[value] })),
      value: filter.holdLeft,
    },
    { key: "owner", label: "Owner", kind: "one", choices: owners, value: filter.owner },
    {
      key: "gateway",
      label: "Gateway",
      kind: "one",
      choices: gatewayNames.map((value) => ({ value, label: value.replaceAll("_", " ") })),
      value: filter.gateway,
    },
    {
      key: "method",
      label: "Method",
      kind: "one",
      choices: methodKinds.map((kind) => ({ value: kind, label: methodLabel({ kind, brand: null, last4: null }) })),
      value: filter.method,
    },
    ...ownStatusFilter(params.own, ownFields),
    {
      key: "snoozed",
      label: "Snoozed",
      kind: "one",
      choices: [{ value: "yes", label: "yes" }],
      value: filter.isSnoozed ? "yes" : null,
    },
  ];
}

const tileReasons: readonly WorklistReason[] = [
  "price_rise",
  "zero_price_quote",
  "authorization_expired",
  "authorization_declined",
  "capture_failed",
];

/** Views with their counts; one is lit only when the URL is exactly that view. */
export function worklistTiles(
  path: string,
  counts: WorklistCounts,
  filter: WorklistFilter,
  { withReasons, withHolds = true }: { withReasons: boolean; withHolds?: boolean },
): TileView[] {
  const others = Object.entries({ ...filter, reasons: null, holdLeft: null }).every(
    ([, value]) => value === null || value === false,
  );
  const isOnly = (reason: WorklistReason) => others && filter.holdLeft === null && filter.reasons.join() === reason;
  const isWindow = (holdLeft: string) => others && filter.reasons.length === 0 && filter.holdLeft === holdLeft;
  const reasons: TileView[] = tileReasons.map((reason) => ({
    key: reason,
    label: worklistReasonWords[reason],
    count: counts.byReason.get(reason) ?? 0,
    href: `${path}?reason=${reason}`,
    isCurrent: isOnly(reason),
  }));
  const holds: TileView[] = [
    {
      key: "under_24h",
      label: "under 24 h",
      count: counts.under24h,
      href: `${path}?hold_left=under_24h`,
      tone: "bad",
      isCurrent: isWindow("under_24h"),
      startsGroup: true,
    },
    {
      key: "under_72h",
      label: "under 72 h",
      count: counts.under72h,
      href: `${path}?hold_left=under_72h`,
      tone: "warn",
      isCurrent: isWindow("under_72h"),
    },
  ];
  return [
    { key: "all", label: "All", count: counts.all, href: `${path}?view=all`, isCurrent: !isFiltered(filter) },
    ...(withReasons ? reasons : []),
    ...(withHolds ? holds : []),
  ];
}

const holdLeftWords = {
  under_24h: "under 24 h",
  under_72h: "under 72 h",
  under_7d: "under 7 d",
  ended: "ended",
  none: "no hold",
} as const;
