import type { TransitionTable } from "./transition-table";

/** Statuses of one capture: requested by us, accepted by the gateway, confirmed (`captured`). */
export const captureStatuses = ["requested", "accepted", "unconfirmed", "captured", "failed"] as const;
export type CaptureStatus = (typeof captureStatuses)[number];

export type CaptureEvent = "capture_accepted" | "capture_succeeded" | "capture_unconfirmed" | "capture_failed";

export const captureTransitions = {
  requested: {
    capture_accepted: "accepted",
    capture_succeeded: "captured",
    capture_unconfirmed: "unconfirmed",
    capture_failed: "failed",
  },
  accepted: { capture_succeeded: "captured", capture_failed: "failed", capture_unconfirmed: "unconfirmed" },
  unconfirmed: { capture_accepted: "accepted", capture_succeeded: "captured", capture_failed: "failed" },
  captured: { capture_failed: "failed" },
  failed: {},
} as const satisfies TransitionTable<CaptureStatus, CaptureEvent>;

export const captureEnds = ["failed"] as const satisfies readonly CaptureStatus[];

/** Statuses of an invoice's money. `finally_failed`: tries are used up or forbidden, a person must act. */
export const invoiceStatuses = [
  "open",
  "capturing",
  "unconfirmed",
  "failed",
  "finally_failed",
  "captured",
  "cancelled",
] as const;
export type InvoiceStatus = (typeof invoiceStatuses)[number];

export type InvoiceEvent =
  | "capture_requested"
  | "capture_succeeded"
  | "capture_partly_succeeded"
  | "capture_unconfirmed"
  | "capture_failed"
  | "given_up"
  | "cancelled";

export const invoiceTransitions = {
  open: {
    capture_requested: "capturing",
    capture_failed: "failed",
    given_up: "finally_failed",
    cancelled: "cancelled",
  },
  capturing: {
    capture_succeeded: "captured",
    capture_partly_succeeded: "open",
    capture_unconfirmed: "unconfirmed",
    capture_failed: "failed",
    given_up: "finally_failed",
  },
  unconfirmed: {
    capture_succeeded: "captured",
    capture_partly_succeeded: "open",
    capture_failed: "failed",
    given_up: "finally_failed",
  },
  failed: { capture_requested: "capturing", given_up: "finally_failed", cancelled: "cancelled" },
  finally_failed: { capture_requested: "capturing", cancelled: "cancelled" },
  captured: { capture_failed: "failed" },
  cancelled: {},
} as const satisfies TransitionTable<InvoiceStatus, InvoiceEvent>;

export const invoiceEnds = ["cancelled"] as const satisfies readonly InvoiceStatus[];

/** P01: what everyone outside sees. */
export const outerCaptureStatus = {
  open: "pending",
  capturing: "pending",
  unconfirmed: "pending",
  failed: "failed",
  finally_failed: "failed",
  captured: "success",
  cancelled: "none",
} as const satisfies Record<InvoiceStatus, "pending" | "failed" | "success" | "none">;
export type OuterCaptureStatus = (typeof outerCaptureStatus)[InvoiceStatus];
