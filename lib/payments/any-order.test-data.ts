import fc from "fast-check";
import { approvalStatuses } from "./approval-state";
import { authorizationStatuses } from "./authorization-state";
import { invoiceStatuses } from "./capture-state";
import { houseReasons } from "./decline-reasons";
import {
  exampleApproval,
  exampleAttempt,
  exampleHold,
  exampleInvoice,
  exampleMethod,
  exampleNow,
  exampleOrder,
  exampleRelease,
  holdId,
  invoiceId,
  methodId,
  usd,
} from "./example-order";
import { DAY_MS, later } from "./instant";
import { smaller } from "./money";
import type { Order } from "./order";
import { orderStatuses } from "./order-state";

/** Amounts from nothing to 300.00. */
export const minor = fc.bigInt({ min: 0n, max: 30_000n });
const days = fc.integer({ min: -5, max: 40 }).map((count) => later(exampleNow, count * DAY_MS));
const names = ["a", "b", "c"] as const;

/** A hold as the database would allow it: captured and under way never exceed its amount. */
const anyHold = fc
  .record({
    paymentMethodId: fc.constantFrom(...names).map(methodId),
    status: fc.oneof(
      { arbitrary: fc.constant("authorized" as const), weight: 3 },
      fc.constantFrom(...authorizationStatuses),
    ),
    amount: minor.map(usd),
    captured: minor.map(usd),
    reserved: fc.oneof(fc.constant(usd(0)), minor.map(usd)),
    canCaptureAgain: fc.boolean(),
    expiresAt: fc.option(days),
    guaranteedUntil: fc.option(days),
    replaced: fc.option(fc.nat(3)),
  })
  .map(({ replaced, ...hold }) => {
    const captured = smaller(hold.captured, hold.amount);
    const room = usd(hold.amount.amountMinor - captured.amountMinor);
    return {
      ...hold,
      captured,
      reserved: smaller(hold.reserved, room),
      replacesId: replaced === null ? null : holdId(`hold-${replaced}`),
    };
  });

const anyInvoice = fc
  .record({
    status: fc.constantFrom(...invoiceStatuses),
    amount: minor.map(usd),
    captured: minor.map(usd),
    attemptCount: fc.integer({ min: 0, max: 6 }),
    lastReason: fc.option(fc.constantFrom(...houseReasons)),
    lastRawCode: fc.constant(null),
  })
  .map((invoice) => ({ ...invoice, captured: smaller(invoice.captured, invoice.amount) }));

const anyAttempt = fc.record({
  operation: fc.constantFrom("capture", "authorize_and_capture", "authorize", "void"),
  obligation: fc.constantFrom("capture:invoice-0:a", "authorize:order-1:a", "void:hold-0"),
  isUnconfirmed: fc.boolean(),
  isAskedOut: fc.boolean(),
  amount: minor.map(usd),
});

/** Any order that the database would allow, sensible or not. */
export const anyOrder: fc.Arbitrary<Order> = fc
  .record({
    status: fc.oneof(
      fc.constant("confirmed" as const),
      fc.constant("shipped" as const),
      fc.constantFrom(...orderStatuses),
    ),
    total: minor.map(usd),
    approvedTotal: fc.option(minor.map(usd)),
    isFraudStopped: fc.boolean(),
    promisedShipAt: fc.option(days),
    tokens: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    suspended: fc.boolean(),
    holds: fc.array(anyHold, { maxLength: 4 }),
    invoice: anyInvoice,
    isReleased: fc.boolean(),
    attempts: fc.array(anyAttempt, { maxLength: 1 }),
    approval: fc.option(
      fc.record({ status: fc.constantFrom(...approvalStatuses), amount: minor.map(usd), expiresAt: days }),
    ),
  })
  .map((draft) =>
    exampleOrder({
      status: draft.status,
      total: draft.total,
      approvedTotal: draft.approvedTotal,
      isFraudStopped: draft.isFraudStopped,
      promisedShipAt: draft.promisedShipAt,
      methods: names.map((name, at) =>
        exampleMethod({
          id: methodId(name),
          sequence: at,
          token: draft.tokens[at] ? `token-${name}` : null,
          status: draft.suspended && at === 1 ? "suspended" : "active",
        }),
      ),
      authorizations: draft.holds.map((hold, at) =>
        exampleHold({
          ...hold,
          id: holdId(`hold-${at}`),
          replacesId: hold.replacesId === `hold-${at}` ? null : hold.replacesId,
        }),
      ),
      releases: [exampleRelease({ status: draft.isReleased ? "shipped" : "open", amount: draft.invoice.amount })],
      invoices: [exampleInvoice({ ...draft.invoice, id: invoiceId("invoice-0") })],
      openAttempts: draft.attempts.map((attempt) => exampleAttempt(attempt)),
      approval: draft.approval && exampleApproval(draft.approval),
    }),
  );

/** Orders that mostly may be captured, so that the rules about plans see many plans. */
const likelyOrder = fc
  .record({ order: anyOrder, approved: fc.bigInt({ min: 25_000n, max: 150_000n }), isFailed: fc.boolean() })
  .map(
    ({ order, approved, isFailed }): Order => ({
      ...order,
      status: "shipped",
      isFraudStopped: false,
      approvedTotal: usd(approved),
      methods: order.methods.map((method, at) => ({ ...method, token: `token-${at}` })),
      authorizations: order.authorizations.map((hold, at) =>
        at % 2 === 0
          ? { ...hold, status: isFailed ? "expired" : "authorized", captured: usd(0), expiresAt: null }
          : hold,
      ),
      openAttempts: order.openAttempts.filter(({ operation }) => operation === "void"),
      releases: order.releases.map((release) => ({ ...release, status: "shipped" })),
      invoices: order.invoices.map((invoice) => ({
        ...invoice,
        status: isFailed ? "failed" : "open",
        lastReason: isFailed && invoice.lastReason !== "unmapped" ? "authorization_expired" : invoice.lastReason,
      })),
    }),
  );
/** Mostly orders that lead to a capture, and any others among them. */
export const orderToCapture = fc.oneof({ arbitrary: likelyOrder, weight: 4 }, anyOrder);
