import { gatewayNames, methodKinds } from "@/lib/payments/gateway";
import { type WorklistReason, worklistReasons } from "@/lib/payments/order-state";
import { type OwnStatus, parseOwnStatus } from "../status-fields/own-status";
import { parseThousandths } from "../thousandths";

export const holdLeftChoices = ["under_24h", "under_72h", "under_7d", "ended", "none"] as const;
export type HoldLeft = (typeof holdLeftChoices)[number];

/** What a list of orders can be narrowed by. */
export type WorklistFilter = {
  readonly reasons: readonly WorklistReason[];
  /** Thousandths of a unit, in each row's own currency. */
  readonly aboveThousandths: bigint | null;
  readonly holdLeft: HoldLeft | null;
  /** "me", "nobody", or a colleague's id. */
  readonly owner: string | null;
  readonly gateway: string | null;
  readonly method: string | null;
  readonly ownStatus: OwnStatus | null;
  readonly isSnoozed: boolean;
};

export const noFilter: WorklistFilter = {
  reasons: [],
  aboveThousandths: null,
  holdLeft: null,
  owner: null,
  gateway: null,
  method: null,
  ownStatus: null,
  isSnoozed: false,
};

export type WorklistFilterText = Partial<
  Record<"reason" | "above" | "hold_left" | "owner" | "gateway" | "method" | "own" | "snoozed", string | null>
>;

/** Reads filters from the URL. A word that names nothing is dropped, never an error: links outlive the lists they were made for. */
export function parseWorklistFilter(text: WorklistFilterText): WorklistFilter {
  const reasons = (text.reason ?? "").split(",").filter((word) => worklistReasons.includes(word as WorklistReason));
  return {
    reasons: reasons as WorklistReason[],
    aboveThousandths: parseThousandths(text.above),
    holdLeft: oneOf(holdLeftChoices, text.hold_left),
    owner: /^[A-Za-z0-9_-]{1,60}$/.test(text.owner ?? "") ? (text.owner ?? null) : null,
    gateway: oneOf(gatewayNames, text.gateway),
    method: oneOf(methodKinds, text.method),
    ownStatus: parseOwnStatus(text.own),
    isSnoozed: text.snoozed === "yes",
  };
}

export function isFiltered(filter: WorklistFilter): boolean {
  const { reasons, isSnoozed, ...rest } = filter;
  return reasons.length > 0 || isSnoozed || Object.values(rest).some((value) => value !== null);
}

function oneOf<Word extends string>(words: readonly Word[], text: string | null | undefined): Word | null {
  return words.find((word) => word === text) ?? null;
}
