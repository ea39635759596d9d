import type { AuthorizationStatus } from "./authorization-state";
import type { BookedHold } from "./gateway";
import { atLeastZero, compare, isPositive, isZero, type Money, subtract } from "./money";
import type { NextStep, WorklistName } from "./order-state";

/** One hold in our own books, with what was captured from it and what went back. */
export type OurHold = {
  readonly status: AuthorizationStatus;
  readonly amount: Money;
  readonly captured: Money;
  readonly refunded: Money;
  /** A call about it has no definite answer yet: whatever differs is explained by that. */
  readonly isBeingAsked: boolean;
};

/** How two ledgers can disagree about one hold (I4). */
export const differenceKinds = [
  "captured_at_gateway",
  "not_captured_at_gateway",
  "refunded_at_gateway",
  "not_refunded_at_gateway",
  "hold_ended_at_gateway",
  "hold_open_at_gateway",
  "amount_differs",
  "missing_at_gateway",
  "unknown_to_us",
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

export type Side = { readonly amount: Money; readonly status: string };
export type Difference = {
  readonly kind: DifferenceKind;
  readonly ours: Side | null;
  readonly theirs: Side | null;
  readonly step: NextStep;
};

/**
 * Where our books and the gateway's disagree about one hold; empty where they agree. `null` is "no such hold here". A hold of others (without our
 * mark) and a call that is still being asked about are no differences.
 */
export function compareHold(ours: OurHold | null, theirs: BookedHold | null): Difference[] {
  if (ours === null) return theirs === null ? [] : unknownToUs(theirs);
  if (ours.isBeingAsked) return [];
  if (theirs === null) return missingAtGateway(ours);
  if (ours.amount.currency !== theirs.amount.currency) return [amountDiffers(ours, theirs)];
  return [
    ...moneyDiffers(ours, theirs, "captured", ["captured_at_gateway", "not_captured_at_gateway"]),
    ...moneyDiffers(ours, theirs, "refunded", ["refunded_at_gateway", "not_refunded_at_gateway"]),
    ...stateDiffers(ours, theirs),
  ];
}

/** What a difference is worth to whoever reads a list: the distance between both sides, or the one side that there is. */
export function differenceAmount({ ours, theirs }: Difference): Money | null {
  if (ours === null || theirs === null) return (ours ?? theirs)?.amount ?? null;
  if (ours.amount.currency !== theirs.amount.currency) return theirs.amount;
  const more = subtract(theirs.amount, ours.amount);
  if (isZero(more)) return ours.amount;
  return isPositive(more) ? more : atLeastZero(subtract(ours.amount, theirs.amount));
}

/** Money that nobody here expects stands with unapplied money; everything else is simply not known yet. */
export function listOfDifference(kind: DifferenceKind): WorklistName {
  return kind === "captured_at_gateway" || kind === "unknown_to_us" ? "unapplied-money" : "unconfirmed";
}

function unknownToUs(theirs: BookedHold): Difference[] {
  const isOurs = theirs.operationId !== null;
  const hasMoney = theirs.state === "open" || isPositive(theirs.captured);
  if (!isOurs || !hasMoney) return [];
  const amount = isPositive(theirs.captured) ? theirs.captured : theirs.amount;
  return [{ kind: "unknown_to_us", ours: null, theirs: { amount, status: theirs.state }, step: "review" }];
}

function missingAtGateway(ours: OurHold): Difference[] {
  const hasMoney = isOpen(ours) || isPositive(ours.captured);
  return hasMoney
    ? [{ kind: "missing_at_gateway", ours: { amount: ours.amount, status: ours.status }, theirs: null, step: "review" }]
    : [];
}

function moneyDiffers(
  ours: OurHold,
  theirs: BookedHold,
  figure: "captured" | "refunded",
  [more, less]: readonly [DifferenceKind, DifferenceKind],
): Difference[] {
  const surplus = subtract(theirs[figure], ours[figure]);
  if (isZero(surplus)) return [];
  return [
    {
      kind: isPositive(surplus) ? more : less,
      ours: { amount: ours[figure], status: ours.status },
      theirs: { amount: theirs[figure], status: theirs.state },
      step: "review",
    },
  ];
}

function stateDiffers(ours: OurHold, theirs: BookedHold): Difference[] {
  const sides = {
    ours: { amount: ours.amount, status: ours.status },
    theirs: { amount: theirs.amount, status: theirs.state },
  } as const;
  const isEndedThere = theirs.state === "expired" || theirs.state === "voided";
  if (isOpen(ours) && isEndedThere) return [{ kind: "hold_ended_at_gateway", ...sides, step: "resync" }];
  if (isEnded(ours) && theirs.state === "open") return [{ kind: "hold_open_at_gateway", ...sides, step: "review" }];
  return theirs.state === "open" && compare(theirs.amount, ours.amount) !== 0 ? [amountDiffers(ours, theirs)] : [];
}

function amountDiffers(ours: OurHold, theirs: BookedHold): Difference {
  return {
    kind: "amount_differs",
    ours: { amount: ours.amount, status: ours.status },
    theirs: { amount: theirs.amount, status: theirs.state },
    step: "review",
  };
}

function isOpen({ status }: OurHold): boolean {
  return status === "authorized" || status === "void_requested";
}

function isEnded({ status }: OurHold): boolean {
  return status === "voided" || status === "expired" || status === "declined";
}
