import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY_MS } from "@/lib/payments/instant";
import { type ContractBench, ContractRequests, factsOf, heldMinor } from "./contract-bench";

/** What a hold and a page go through at any gateway, from the first call to the last. */
export function describeHoldLife(open: () => Promise<ContractBench>): void {
  describe("over its life", () => {
    let bench: ContractBench;
    let make: ContractRequests;
    beforeAll(async () => {
      bench = await open();
      make = new ContractRequests(bench);
    });
    afterAll(() => bench.close());

    describe("a hold over its life", () => {
      it("AE-1: knows its own end, and says how much can be captured", async () => {
        const facts = factsOf(await bench.gateway.run("authorize", make.authorize()));
        if (bench.gateway.capabilities.holdsLapse) expect(facts.expiresAt).toBeGreaterThan(await bench.now());
        else expect(facts).toMatchObject({ expiresAt: null, isEndless: true });
        const hasNumber = !["offline", "paypal"].includes(bench.instruments.good.kind);
        if (hasNumber) expect(facts.instrument?.last4).toMatch(/^\d{4}$/);
        if (facts.guaranteedUntil !== null) expect(facts.guaranteedUntil).toBeLessThan(facts.expiresAt ?? 0);
        expect(await bench.gateway.readAuthorization(facts.authorizationReference)).toMatchObject({
          kind: "open",
          capturable: facts.amount,
        });
      });

      it("X02: lasts longer where that is asked for and declared, and where it is not the wish changes nothing", async () => {
        const usual = factsOf(await bench.gateway.run("authorize", make.authorize()));
        const long = factsOf(await bench.gateway.run("authorize", { ...make.authorize(), isLong: true }));
        const gained = (long.expiresAt ?? 0) - (usual.expiresAt ?? 0);
        if (bench.gateway.capabilities.canHoldLong) expect(gained).toBeGreaterThan(14 * DAY_MS);
        else expect(gained).toBeLessThan(DAY_MS);
      });

      it("PC-1: is captured in part, and the rest is let go unless several captures are declared", async () => {
        const { authorizationReference } = await make.held();
        const part = { ...make.identity(), authorizationReference, amount: make.amount(10_000), isFinal: true };
        expect(await bench.gateway.run("capture", part)).toMatchObject({ facts: { amount: make.amount(10_000) } });
        expect(await bench.gateway.readAuthorization(authorizationReference)).toMatchObject({
          kind: "captured",
          captured: make.amount(10_000),
        });
      });

      it("PC-1: gives as many captures as are declared", async () => {
        const { authorizationReference } = await make.held();
        const isMany = bench.gateway.capabilities.canCaptureSeveralTimes;
        const part = (minor: number, isFinal: boolean) =>
          bench.gateway.run("capture", { ...make.capture(authorizationReference, minor), isFinal });
        factsOf(await part(10_000, !isMany));
        if (!isMany) {
          expect(await part(14_118, true)).toMatchObject({ kind: "rejected", reason: "already_captured" });
          return;
        }
        expect(await bench.gateway.readAuthorization(authorizationReference)).toMatchObject({
          kind: "open",
          capturable: make.amount(14_118),
        });
        factsOf(await part(14_000, false));
        const tooMuch = (bench.tooLargeCaptureMinor ?? heldMinor + 1) - 24_000;
        expect(await part(tooMuch, true)).toMatchObject({ kind: "rejected", reason: "amount_too_large" });
        factsOf(await part(118, true));
        expect(await bench.gateway.readAuthorization(authorizationReference)).toMatchObject({
          kind: "captured",
          captured: make.amount(24_118),
        });
      });

      it("DC-1: cannot be captured by a second operation", async () => {
        const { authorizationReference } = await make.held();
        const request = { authorizationReference, amount: make.amount(24_118), isFinal: true };
        factsOf(await bench.gateway.run("capture", { ...make.identity(), ...request }));
        const second = { ...make.identity(), ...request };
        expect(await bench.gateway.run("capture", second)).toMatchObject({
          kind: "rejected",
          reason: "already_captured",
        });
        expect(await bench.countEffects("capture", second)).toBe(1);
      });

      it("I1: is never captured above what is held and the gateway allows", async () => {
        const { authorizationReference } = await make.held();
        const amount = make.amount(bench.tooLargeCaptureMinor ?? heldMinor + 1);
        const request = { ...make.identity(), authorizationReference, amount, isFinal: true };
        expect(await bench.gateway.run("capture", request)).toMatchObject({
          kind: "rejected",
          reason: "amount_too_large",
        });
      });

      it("P13 PR-4: once released, a capture is declined as voided, and a second release counts as done", async () => {
        const { authorizationReference } = await make.held();
        factsOf(await bench.gateway.run("void", { ...make.identity(), authorizationReference }));
        expect(await bench.gateway.readAuthorization(authorizationReference)).toEqual({ kind: "voided" });
        const capture = { ...make.identity(), authorizationReference, amount: make.amount(24_118), isFinal: true };
        expect(await bench.gateway.run("capture", capture)).toMatchObject({
          kind: "declined",
          reason: "authorization_voided",
        });
        expect(await bench.gateway.run("void", { ...make.identity(), authorizationReference })).toMatchObject({
          kind: "succeeded",
        });
      });

      it("PR-4 RF-3: once captured, it cannot be released", async () => {
        const { authorizationReference } = factsOf(await bench.gateway.run("authorize_and_capture", make.authorize()));
        expect(await bench.gateway.run("void", { ...make.identity(), authorizationReference })).toMatchObject({
          kind: "rejected",
          reason: "already_captured",
        });
      });

      it("P14 AE-2 PR-4: once lapsed, a capture is declined as expired, and a release counts as done", async ({
        skip,
      }) => {
        skip(!bench.gateway.capabilities.holdsLapse, "its holds are endless");
        const { authorizationReference } = await make.held();
        await bench.letHoldsLapse();
        expect(await bench.gateway.readAuthorization(authorizationReference)).toEqual({ kind: "expired" });
        const capture = { ...make.identity(), authorizationReference, amount: make.amount(24_118), isFinal: true };
        expect(await bench.gateway.run("capture", capture)).toMatchObject({
          kind: "declined",
          reason: "authorization_expired",
        });
        expect(await bench.gateway.run("void", { ...make.identity(), authorizationReference })).toMatchObject({
          kind: "succeeded",
        });
      });

      it("RF-1: refunds never pass what was captured", async () => {
        const { captureReference } = factsOf(await bench.gateway.run("authorize_and_capture", make.authorize()));
        const refund = (minor: number) =>
          bench.gateway.run("refund", { ...make.identity(), captureReference, amount: make.amount(minor) });
        expect(await refund(20_000)).toMatchObject({ kind: "succeeded" });
        expect(await refund(4_119)).toMatchObject({ kind: "rejected" });
        expect(await refund(4_118)).toMatchObject({ kind: "succeeded" });
        expect(await refund(1)).toMatchObject({ kind: "rejected", reason: "duplicate" });
      });
    });

    describe("a hosted page", () => {
      it("I19: is paid by the customer, and its hold can be captured", async ({ skip }) => {
        skip(!bench.gateway.capabilities.hasHostedPage, "no hosted page declared");
        const page = factsOf(await bench.gateway.run("open_hosted_page", await make.page()));
        expect(await bench.gateway.readHostedPage(page.sessionReference)).toEqual({ kind: "open" });
        await bench.payHostedPage(page.url ?? "");
        const agreed = await bench.gateway.readHostedPage(page.sessionReference);
        // Some gateways hold nothing until they are told to: then what was agreed to is asked for, once.
        if (agreed.kind === "approved") {
          const request = make.authorize(agreed.instrument);
          factsOf(await bench.gateway.run("authorize", request));
          factsOf(await bench.gateway.run("authorize", request));
        }
        const state = await bench.gateway.readHostedPage(page.sessionReference);
        expect(state).toMatchObject({ kind: "authorized", authorization: { amount: make.amount(24_118) } });
        if (state.kind !== "authorized") throw new Error(state.kind);
        expect(state.authorization.instrument?.customerToken).toBeTruthy();
        expect(state.authorization.canIncrease ?? false).toBe(bench.gateway.capabilities.canIncrease);
        expect(
          await bench.gateway.run("close_hosted_page", { ...make.identity(), sessionReference: page.sessionReference }),
        ).toMatchObject({ kind: "rejected", reason: "already_captured" });
        const { authorizationReference } = state.authorization;
        const capture = { ...make.identity(), authorizationReference, amount: make.amount(24_118), isFinal: true };
        expect(await bench.gateway.run("capture", capture)).toMatchObject({ kind: "succeeded" });
      });

      it("I19: once closed takes no money, and closing again counts as done", async ({ skip }) => {
        skip(!bench.gateway.capabilities.hasHostedPage, "no hosted page declared");
        const { sessionReference } = factsOf(await bench.gateway.run("open_hosted_page", await make.page()));
        factsOf(await bench.gateway.run("close_hosted_page", { ...make.identity(), sessionReference }));
        expect(await bench.gateway.readHostedPage(sessionReference)).toEqual({ kind: "expired" });
        factsOf(await bench.gateway.run("close_hosted_page", { ...make.identity(), sessionReference }));
      });
    });
  });
}
