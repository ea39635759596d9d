import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSender } from "@/lib/http/sender";
import { DAY_MS, HOUR_MS, later, MINUTE_MS } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import { factsOf } from "../contract-bench";
import {
  account,
  agree,
  authorizeRequest,
  identity,
  openPaypalDesk,
  type PaypalDesk,
  pageRequest,
} from "./paypal-desk.test-data";
import { createPaypalGateway } from "./paypal-gateway";

let desk: PaypalDesk;
beforeAll(async () => {
  desk = await openPaypalDesk();
});
afterAll(() => desk.close());

async function held(buyer = "ava") {
  return factsOf(await desk.gateway.run("authorize", authorizeRequest(account(buyer))));
}

function capture(authorizationReference: string, amountMinor = 24_118) {
  return { ...identity(), authorizationReference, amount: money(amountMinor, "USD"), isFinal: true };
}

describe("an authorization", () => {
  it("AE-1 H19: lives for 29 days and is honoured for three", async () => {
    const { expiresAt, guaranteedUntil } = await held();
    expect(Math.round(((expiresAt ?? 0) - desk.now()) / DAY_MS)).toBe(29);
    expect(Math.round(((guaranteedUntil ?? 0) - desk.now()) / DAY_MS)).toBe(3);
  });

  it("AE-4: too early a renewal and a second one are planned answers, and the renewed hold is captured under its own id", async () => {
    const old = await held();
    const renew = () => desk.gateway.run("renew", { ...identity(), ...old });
    expect(await renew()).toMatchObject({ kind: "rejected", reason: "renewal_too_early" });
    desk.advance(27 * DAY_MS);
    const renewed = factsOf(await renew());
    expect(renewed.authorizationReference).not.toBe(old.authorizationReference);
    expect([renewed.expiresAt, renewed.guaranteedUntil]).toEqual([old.expiresAt, old.expiresAt]);
    expect(await renew()).toMatchObject({ kind: "rejected", exchange: { rawCode: "REAUTHORIZATION_NOT_SUPPORTED" } });
    factsOf(await desk.gateway.run("capture", capture(renewed.authorizationReference)));
  });

  it("PR-4: a renewed hold is released with its first one, whichever of the two is named", async () => {
    const old = await held();
    desk.advance(4 * DAY_MS);
    const renewed = factsOf(await desk.gateway.run("renew", { ...identity(), ...old }));
    const { authorizationReference } = renewed;
    factsOf(await desk.gateway.run("void", { ...identity(), authorizationReference }));
    for (const reference of [authorizationReference, old.authorizationReference])
      expect(await desk.gateway.readAuthorization(reference)).toEqual({ kind: "voided" });
    factsOf(await desk.gateway.run("void", { ...identity(), authorizationReference }));
  });

  it("PC-1: what is left after a part can be captured, and is told", async () => {
    const { authorizationReference } = await held();
    factsOf(await desk.gateway.run("capture", { ...capture(authorizationReference, 10_000), isFinal: false }));
    expect(await desk.gateway.readAuthorization(authorizationReference)).toMatchObject({
      kind: "open",
      capturable: money(14_118, "USD"),
    });
  });

  it("DC-3: the same account under another amount, a card, or an amount that PayPal cannot write is refused without a call", async () => {
    const before = desk.requests.length;
    const request = authorizeRequest();
    const card = { kind: "card", token: "pm_1", customerToken: null } as const;
    for (const wrong of [{ instrument: card }, { amount: money(1_000, "KWD") }, { amount: money(24_118, "HUF") }])
      expect(await desk.gateway.run("authorize", { ...request, ...wrong })).toMatchObject({ kind: "rejected" });
    expect(desk.requests.length).toBe(before);
  });
});

describe("a capture under review, a refund on its way", () => {
  it.each([
    ["finn", { kind: "found", outcome: { kind: "succeeded", facts: { amount: money(24_118, "USD") } } }],
    ["gus", { kind: "found", outcome: { kind: "declined", reason: "do_not_honor" } }],
  ])("X05 P27: of %s is pending, and asked about until it is known", async (buyer, expected) => {
    const request = capture((await held(buyer)).authorizationReference);
    expect(await desk.gateway.run("capture", request)).toMatchObject({ kind: "pending" });
    expect(await desk.gateway.enquire("capture", request, desk.now())).toMatchObject({ outcome: { kind: "pending" } });
    expect(await desk.gateway.readAuthorization(request.authorizationReference)).toEqual({ kind: "silent" });
    desk.advance(5 * MINUTE_MS);
    expect(await desk.gateway.enquire("capture", request, desk.now())).toMatchObject(expected);
  });

  it("I4 X05: a final capture of a part that was refused after review has closed its hold: nothing more is offered from it", async () => {
    const { authorizationReference } = await held("gus");
    const part = { ...capture(authorizationReference), amount: money(500, "USD"), isFinal: true };
    await desk.gateway.run("capture", part);
    desk.advance(5 * MINUTE_MS);
    expect(await desk.gateway.readAuthorization(authorizationReference)).toEqual({ kind: "voided" });
    const again = await desk.gateway.run("capture", { ...part, idempotencyKey: "again" });
    expect(again).toMatchObject({ kind: "rejected" });
  });

  it("I20 X05: a hold whose only capture was refused after review has ended, and is not unknown for ever", async () => {
    const { authorizationReference } = await held("gus");
    await desk.gateway.run("capture", capture(authorizationReference));
    desk.advance(5 * MINUTE_MS);
    expect(await desk.gateway.readAuthorization(authorizationReference)).toEqual({ kind: "voided" });
  });

  it("RF-3: a refund that bounces is told when it is asked about", async () => {
    const { captureReference } = factsOf(
      await desk.gateway.run("authorize_and_capture", authorizeRequest(account("ivan"))),
    );
    const request = { ...identity(), captureReference, amount: money(500, "USD") };
    expect(await desk.gateway.run("refund", request)).toMatchObject({ kind: "pending" });
    desk.advance(5 * MINUTE_MS);
    expect(await desk.gateway.enquire("refund", request, desk.now())).toMatchObject({
      kind: "found",
      outcome: { kind: "declined" },
    });
  });
});

describe("an approved order", () => {
  async function approvedPage(buyer = "ava") {
    const page = factsOf(await desk.gateway.run("open_hosted_page", pageRequest(desk.now())));
    await agree(page.url ?? "", buyer);
    const state = await desk.gateway.readHostedPage(page.sessionReference);
    if (state.kind !== "approved") throw new Error(state.kind);
    return { page, instrument: state.instrument };
  }

  it("DC-7 I5: is authorized once: a second operation hears that it was done, and is not told that it did it", async () => {
    const { instrument } = await approvedPage();
    const first = factsOf(await desk.gateway.run("authorize", authorizeRequest(instrument)));
    expect(first.instrument?.token).not.toBe(instrument.token);
    expect(await desk.gateway.run("authorize", authorizeRequest(instrument))).toMatchObject({
      kind: "rejected",
      reason: "duplicate",
    });
    const later = factsOf(
      await desk.gateway.run("authorize", authorizeRequest({ ...instrument, token: first.instrument?.token ?? "" })),
    );
    expect(later.authorizationReference).not.toBe(first.authorizationReference);
  });

  it("I19: of a page that was closed meanwhile holds nothing", async () => {
    const { page, instrument } = await approvedPage();
    factsOf(await desk.gateway.run("close_hosted_page", { ...identity(), ...page }));
    expect(await desk.gateway.readHostedPage(page.sessionReference)).toEqual({ kind: "expired" });
    expect(await desk.gateway.run("authorize", authorizeRequest(instrument))).toMatchObject({ kind: "rejected" });
    expect([...desk.sandbox.paypal.state.authorizations.recordsOf("order", page.sessionReference)]).toEqual([]);
  });

  it("I13: is not authorized for another amount than the payer saw", async () => {
    const { instrument } = await approvedPage();
    const request = { ...authorizeRequest(instrument), amount: money(30_000, "USD") };
    expect(await desk.gateway.run("authorize", request)).toMatchObject({ kind: "rejected", reason: "invalid_request" });
  });

  it("H12: the payer's bank may still say no", async () => {
    const { instrument } = await approvedPage("ben");
    expect(await desk.gateway.run("authorize", authorizeRequest(instrument))).toMatchObject({
      kind: "declined",
      reason: "do_not_honor",
    });
  });
});

describe("silence", () => {
  it("UN-1: an order that may or may not have been made holds nothing, so the attempt may simply run again", async () => {
    for (const action of ["drop_after", "error_500_before", "cut_json"]) {
      const request = authorizeRequest();
      desk.fault({ action, method: "POST", path: "/v2/checkout/orders" });
      expect(await desk.gateway.run("authorize", request)).toMatchObject({ kind: "not_sent" });
      factsOf(await desk.gateway.run("authorize", request));
      const { operationId } = request;
      const made = [...desk.sandbox.paypal.state.authorizations].filter(({ customId }) => customId === operationId);
      expect(made).toHaveLength(1);
    }
  });

  it("DC-3 UN-4 I7: past PayPal's memory of the key a new order proves nothing, and time does not turn that into no", async () => {
    const request = authorizeRequest();
    const since = desk.now();
    factsOf(await desk.gateway.run("authorize", request));
    desk.advance(6 * HOUR_MS);
    expect(await desk.gateway.enquire("authorize", request, since)).toMatchObject({ kind: "silent" });
    // The question has made an order under the key: asked again, PayPal knows that one, and it proves nothing either.
    expect(await desk.gateway.enquire("authorize", request, since)).toMatchObject({ kind: "silent" });
    const never = authorizeRequest();
    expect(await desk.gateway.enquire("authorize", never, later(desk.now(), -HOUR_MS))).toMatchObject({
      kind: "nothing",
    });
  });

  it("DC-1: a capture that was done by our own lost call is known again by its mark", async () => {
    const request = capture((await held()).authorizationReference);
    desk.fault({ action: "drop_after", path: "*/capture" });
    expect(await desk.gateway.run("capture", request)).toMatchObject({ kind: "unconfirmed" });
    desk.advance(46 * DAY_MS);
    expect(await desk.gateway.run("capture", request)).toMatchObject({ kind: "succeeded" });
  });

  it("DC-6 UN-1: a proxy's page is no refusal, whatever its status", async () => {
    const request = capture((await held()).authorizationReference);
    desk.fault({ action: "html_502", path: "*/capture", hasEffect: true });
    expect(await desk.gateway.run("capture", request)).toMatchObject({ kind: "unconfirmed" });
  });
});

describe("the access token", () => {
  it("DC-6: is fetched once for all calls, and again only when PayPal no longer takes it", async () => {
    const other = await openPaypalDesk();
    const fetches = () => other.requests.filter(({ url }) => url.endsWith("/v1/oauth2/token")).length;
    await Promise.all([1, 2, 3].map(() => other.gateway.run("authorize", authorizeRequest())));
    expect(fetches()).toBe(1);
    await other.close();
  });

  it("I16: wrong credentials are our own account's fault, told without a secret", async () => {
    const sender = createSender();
    const settings = { clientId: "client", clientSecret: "", webhookIds: [], apiBase: desk.sandbox.url };
    const outcome = await createPaypalGateway(settings, sender).run("authorize", authorizeRequest());
    expect(outcome).toMatchObject({ kind: "rejected", reason: "invalid_account" });
    expect(JSON.stringify(outcome)).not.toContain("client:");
    sender.close();
  });
});
