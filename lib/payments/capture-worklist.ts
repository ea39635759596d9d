import { usableUntil } from "./authorization-window";
import { captureObligationPrefix, captureRefusal, invoiceRest } from "./capturing";
import { failedMethodOf } from "./failed-method";
import { liveHolds, lostHolds } from "./holds";
import { earliest, type Instant } from "./instant";
import type { Invoice } from "./invoice";
import type { Order } from "./order";
import { defaultRecoveryPolicy, holdStatusFor, recommend } from "./recovery";
import type { WorklistEntry, WorklistOptions } from "./worklist-entry";

/**
 * Failed invoices, each in `unpaid` and `failed-captures`, with what recovery recommends (P03, P04). While a call for the invoice has no answer it is
 * not offered again: it stands under `unconfirmed` instead.
 */
export function captureEntries(order: Order, now: Instant, options: Pick<WorklistOptions, "policy">): WorklistEntry[] {
  return [...failedEntries(order, now, options), ...stuckEntries(order, now)];
}

function failedEntries(order: Order, now: Instant, options: Pick<WorklistOptions, "policy">): WorklistEntry[] {
  return order.invoices
    .filter((invoice) => invoice.status === "failed" || invoice.status === "finally_failed")
    .filter((invoice) => !hasOpenAttempt(order, invoice))
    .flatMap((invoice) => {
      const advice = recommend({
        order,
        invoice,
        reason: invoice.lastReason ?? "unmapped",
        rawCode: invoice.lastRawCode,
        ...failedMethodOf(order, invoice),
        amount: invoiceRest(invoice),
        holdStatus: holdStatusFor(order, now),
        attemptNo: invoice.attemptCount,
        policy: options.policy ?? defaultRecoveryPolicy,
        canUseSavedInstrument: canChargeAgain(order, now),
        isFraudStopped: order.isFraudStopped,
        now,
      });
      const entry = {
        reason: "capture_failed",
        subjectId: invoice.id,
        amount: invoiceRest(invoice),
        deadline: earliest(liveHolds(order, now).map(usableUntil)) ?? null,
        step: advice.step,
        why: advice.why,
      } as const;
      return [
        { ...entry, list: "unpaid" },
        { ...entry, list: "failed-captures" },
      ];
    });
}

/** Shipped goods whose first capture cannot even be asked for: no money, and no instrument to get it from (I18, AE-2). */
function stuckEntries(order: Order, now: Instant): WorklistEntry[] {
  return order.invoices
    .filter(({ status }) => status === "open")
    .filter(({ id }) => captureRefusal(order, id, now, { canUseSavedInstrument: true, manual: true }) === "not_covered")
    .map((invoice) => ({
      list: "unpaid",
      reason: "not_covered",
      subjectId: invoice.id,
      amount: invoiceRest(invoice),
      deadline: null,
      step: "ask_customer",
      why: "no_saved_instrument",
    }));
}

function hasOpenAttempt(order: Order, invoice: Invoice): boolean {
  return order.openAttempts.some((attempt) => attempt.obligation.startsWith(captureObligationPrefix(invoice.id)));
}

function canChargeAgain(order: Order, now: Instant): boolean {
  return order.methods.some(
    (method) => method.status === "active" && method.token !== null && lostHolds(order, method.id, now).length > 0,
  );
}
