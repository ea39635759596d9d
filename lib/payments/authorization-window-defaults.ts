import type { AuthorizationWindow } from "./authorization-window";
import { DAY_MS, HOUR_MS } from "./instant";

/**
 * Windows that a new store starts with; administrators change them, and the gateway's own date always wins. Days as published by
 * Stripe ("Place a hold on a payment method") and PayPal ("Authorization and honor period"); the 114 hours are Stripe's figure for
 * Visa holds that the merchant asks for alone (4 days and 18 hours).
 */
export const defaultAuthorizationWindows: readonly AuthorizationWindow[] = [
  { gateway: "stripe", methodKind: "card", brand: null, initiator: null, validityMs: 7 * DAY_MS, honourMs: null },
  {
    gateway: "stripe",
    methodKind: "card",
    brand: "visa",
    initiator: "customer",
    validityMs: 7 * DAY_MS,
    honourMs: null,
  },
  {
    gateway: "stripe",
    methodKind: "card",
    brand: "visa",
    initiator: "merchant",
    validityMs: 114 * HOUR_MS,
    honourMs: null,
  },
  {
    gateway: "stripe",
    methodKind: "card",
    brand: "mastercard",
    initiator: null,
    validityMs: 7 * DAY_MS,
    honourMs: null,
  },
  { gateway: "stripe", methodKind: "card", brand: "amex", initiator: null, validityMs: 7 * DAY_MS, honourMs: null },
  { gateway: "stripe", methodKind: "card", brand: "discover", initiator: null, validityMs: 7 * DAY_MS, honourMs: null },
  { gateway: "stripe", methodKind: "paypal", brand: null, initiator: null, validityMs: 10 * DAY_MS, honourMs: null },
  {
    gateway: "paypal",
    methodKind: "paypal",
    brand: null,
    initiator: null,
    validityMs: 29 * DAY_MS,
    honourMs: 3 * DAY_MS,
  },
  {
    gateway: "paypal",
    methodKind: "card",
    brand: null,
    initiator: null,
    validityMs: 29 * DAY_MS,
    honourMs: 3 * DAY_MS,
  },
];
