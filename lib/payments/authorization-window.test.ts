import { describe, expect, it } from "vitest";
import {
  type AuthorizationWindow,
  holdEnds,
  isExpired,
  isExpiringSoon,
  outlastsUsualHold,
  usableUntil,
} from "./authorization-window";
import { defaultAuthorizationWindows } from "./authorization-window-defaults";
import { exampleHold, exampleNow } from "./example-order";
import type { GatewayName, Initiator, MethodKind } from "./gateway";
import { DAY_MS, HOUR_MS, later } from "./instant";

const inDays = (days: number) => later(exampleNow, days * DAY_MS);

function ends(parts: {
  gateway?: GatewayName;
  methodKind?: MethodKind;
  brand?: string | null;
  initiator?: Initiator;
  gatewayExpiresAt?: ReturnType<typeof inDays> | null;
  gatewayGuaranteedUntil?: ReturnType<typeof inDays> | null;
  windows?: readonly AuthorizationWindow[];
}) {
  return holdEnds({
    gateway: "stripe",
    methodKind: "card",
    brand: "visa",
    initiator: "customer",
    gatewayExpiresAt: null,
    gatewayGuaranteedUntil: null,
    authorizedAt: exampleNow,
    windows: defaultAuthorizationWindows,
    ...parts,
  });
}

describe("the end of a hold", () => {
  it("H19 AE-1: the gateway's own date wins over every window", () => {
    expect(ends({ gatewayExpiresAt: inDays(30) })).toEqual({
      expiresAt: inDays(30),
      source: "gateway",
      guaranteedUntil: null,
    });
  });

  it("AE-1: a new store starts with the windows that Stripe and PayPal publish", () => {
    const windows = defaultAuthorizationWindows.map((window) => {
      const { gateway, methodKind, brand, initiator, validityMs, honourMs } = window;
      const honoured = honourMs === null ? [] : [`honoured ${honourMs / HOUR_MS} h`];
      return [gateway, methodKind, brand ?? "any", initiator ?? "any", `${validityMs / HOUR_MS} h`, ...honoured].join(
        " ",
      );
    });
    expect(windows).toEqual([
      "stripe card any any 168 h",
      "stripe card visa customer 168 h",
      "stripe card visa merchant 114 h",
      "stripe card mastercard any 168 h",
      "stripe card amex any 168 h",
      "stripe card discover any 168 h",
      "stripe paypal any any 240 h",
      "paypal paypal any any 696 h honoured 72 h",
      "paypal card any any 696 h honoured 72 h",
    ]);
  });

  it("H19: without a window it is 29 days after the authorization", () => {
    expect(ends({ windows: [] })).toEqual({ expiresAt: inDays(29), source: "default", guaranteedUntil: null });
    expect(ends({ gateway: "customer_account", methodKind: "customer_account", brand: null }).source).toBe("default");
  });

  it.each([
    ["Visa, customer present", {}, 7 * DAY_MS],
    ["Visa, merchant alone", { initiator: "merchant" }, 114 * HOUR_MS],
    ["Mastercard, merchant alone", { brand: "mastercard", initiator: "merchant" }, 7 * DAY_MS],
    ["an unknown brand", { brand: "jcb" }, 7 * DAY_MS],
    ["PayPal through Stripe", { methodKind: "paypal", brand: null }, 10 * DAY_MS],
  ] as const)("AE-1: %s follows its own window", (_name, facts, validityMs) => {
    expect(ends(facts)).toEqual({ expiresAt: later(exampleNow, validityMs), source: "window", guaranteedUntil: null });
  });

  it("AE-1: PayPal holds 29 days but promises only 3", () => {
    const paypal = { gateway: "paypal", methodKind: "paypal", brand: null } as const;
    expect(ends(paypal)).toEqual({ expiresAt: inDays(29), source: "window", guaranteedUntil: inDays(3) });
    expect(ends({ ...paypal, gatewayExpiresAt: inDays(2) }).guaranteedUntil).toBeNull();
    expect(ends({ ...paypal, gatewayGuaranteedUntil: inDays(1) }).guaranteedUntil).toEqual(inDays(1));
  });

  it("AE-1: more keys beat fewer; with equally many, a brand beats an initiator and that a kind", () => {
    const any = { gateway: null, methodKind: null, brand: null, initiator: null, honourMs: null };
    const brand = { ...any, brand: "visa", validityMs: 9 * DAY_MS };
    const initiator = { ...any, initiator: "customer", validityMs: 8 * DAY_MS } as const;
    const kind = { ...any, gateway: "stripe", methodKind: "card", validityMs: 10 * DAY_MS } as const;
    expect(ends({ windows: [brand, kind] }).expiresAt).toEqual(inDays(10));
    expect(ends({ windows: [initiator, brand] }).expiresAt).toEqual(inDays(9));
    expect(ends({ windows: [{ ...any, methodKind: "card", validityMs: DAY_MS }, initiator] }).expiresAt).toEqual(
      inDays(8),
    );
  });

  it("AE-1: of two equally specific windows the shorter counts, in any order", () => {
    const any = { gateway: null, methodKind: null, brand: null, initiator: null, honourMs: null };
    const windows = [
      { ...any, validityMs: 9 * DAY_MS },
      { ...any, validityMs: 5 * DAY_MS },
    ];
    expect(ends({ windows }).expiresAt).toEqual(inDays(5));
    expect(ends({ windows: windows.toReversed() }).expiresAt).toEqual(inDays(5));
  });
});

describe("a hold that should last until the goods ship", () => {
  it.each([
    ["no date was promised", null, "customer", false],
    ["they ship within its week", 6.9, "customer", false],
    ["they ship at the moment of its end", 7, "customer", true],
    ["they ship later", 20, "customer", true],
    ["a merchant's own hold ends sooner", 5, "merchant", true],
  ] as const)("X02: is asked to be long as its usual length demands: %s", (_case, days, initiator, expected) => {
    const usual = { gateway: "stripe", methodKind: "card", brand: "visa", initiator } as const;
    const hold = { ...usual, authorizedAt: exampleNow, windows: defaultAuthorizationWindows };
    expect(outlastsUsualHold(days === null ? null : inDays(days), hold)).toBe(expected);
  });
});

describe("time and a hold", () => {
  const hold = exampleHold({ expiresAt: inDays(7) });

  it("H20: expired from the very instant on, whatever its status says; an answered end stays an end", () => {
    expect(isExpired(hold, later(inDays(7), -1))).toBe(false);
    expect(isExpired(hold, inDays(7))).toBe(true);
    expect(isExpired(exampleHold({ status: "expired" }), exampleNow)).toBe(true);
    expect(isExpired(exampleHold({ status: "captured", expiresAt: inDays(1) }), inDays(9))).toBe(false);
    expect(isExpired(exampleHold(), inDays(900))).toBe(false);
  });

  it("H02 H03: expiring soon only within the configured time, and not once expired", () => {
    expect(isExpiringSoon(hold, inDays(3), 3 * DAY_MS)).toBe(false);
    expect(isExpiringSoon(hold, inDays(4), 3 * DAY_MS)).toBe(true);
    expect(isExpiringSoon(hold, inDays(7), 3 * DAY_MS)).toBe(false);
    expect(isExpiringSoon(exampleHold(), inDays(4), 3 * DAY_MS)).toBe(false);
  });

  it("AE-1: what counts is the earlier of guarantee and expiry", () => {
    const paypal = exampleHold({ expiresAt: inDays(29), guaranteedUntil: inDays(3) });
    expect(usableUntil(paypal)).toEqual(inDays(3));
    expect(isExpiringSoon(paypal, inDays(2), DAY_MS)).toBe(true);
    expect(usableUntil(exampleHold())).toBeNull();
  });
});
