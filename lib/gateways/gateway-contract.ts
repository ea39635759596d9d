import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HouseReason } from "@/lib/payments/decline-reasons";
import type { EnquiryAnswer, Gateway, GatewayOperation, GatewayOperations } from "@/lib/payments/gateway";
import { renewingGateways } from "@/lib/payments/renewing";
import {
  type ContractBench,
  type ContractFault,
  type ContractOptions,
  ContractRequests,
  contractFaults,
  factsOf,
  type LedgerFault,
  type RefusedInstrument,
} from "./contract-bench";
import { describeGatewayBooks } from "./contract-books";
import { describeHoldLife } from "./contract-hold-life";

/**
 * What any gateway must do: every operation by every kind of outcome, and after each fault the truth by enquiry.
 * An operation that the gateway declares as unsupported must be refused without a call.
 */
export function describeGatewayContract(
  name: string,
  open: () => Promise<ContractBench>,
  { faults = contractFaults, refusals = refusedCards }: ContractOptions = {},
): void {
  describe(`${name}, as any gateway`, () => {
    let bench: ContractBench;
    let make: ContractRequests;
    beforeAll(async () => {
      bench = await open();
      make = new ContractRequests(bench);
    });
    afterAll(() => bench.close());

    describeHoldLife(open);
    describeGatewayBooks(open);

    it("AE-4: renews holds exactly where the rules count on it", () => {
      expect(bench.gateway.capabilities.canRenew).toBe(renewingGateways.has(bench.gateway.name));
    });

    describe.each(operations)("%s", (operation) => {
      const isSupported = () => supports(bench.gateway, operation);

      it("I5: is done once, however often the same key is sent", async () => {
        const request = await make.of(operation);
        if (!isSupported()) return expectRefusedWithoutCall(bench, operation, request);
        const first = await bench.gateway.run(operation, request);
        expect(first.kind).toBe("succeeded");
        expect(await bench.gateway.run(operation, request)).toMatchObject({ kind: "succeeded", facts: factsOf(first) });
        expect(await bench.countEffects(operation, request)).toBe(1);
        expect(await bench.gateway.enquire(operation, request, await bench.now())).toMatchObject({
          kind: "found",
          outcome: { kind: "succeeded", facts: factsOf(first) },
        });
      });

      it("I5 CC-4: is one effect when two workers send the same key at once", async () => {
        const request = await make.of(operation);
        if (!isSupported()) return expectRefusedWithoutCall(bench, operation, request);
        const both = await Promise.all([bench.gateway.run(operation, request), bench.gateway.run(operation, request)]);
        expect(both.map((outcome) => outcome.kind)).toContain("succeeded");
        for (const outcome of both) expect(["succeeded", "unconfirmed"]).toContain(outcome.kind);
        expect(await bench.countEffects(operation, request)).toBe(1);
      });

      it("DC-6: is certainly not sent where nobody listens", async () => {
        const request = await make.of(operation);
        if (!isSupported()) return expectRefusedWithoutCall(bench, operation, request);
        expect(await bench.unreachable.run(operation, request)).toMatchObject({ kind: "not_sent" });
        expect(await bench.unreachable.enquire(operation, request, await bench.now())).toMatchObject({
          kind: "silent",
        });
        expect(await bench.countEffects(operation, request)).toBe(0);
      });

      it.each(Object.entries(faults))(
        "UN-1 DC-5 DC-6 I5 I7: %s leaves the truth to an enquiry, and one effect in the end",
        async (fault, { outcome, hasEffect }) => {
          const request = await make.of(operation);
          if (!isSupported()) return expectRefusedWithoutCall(bench, operation, request);
          const since = await bench.now();
          const callsBefore = bench.callCount();
          if (faults === contractFaults) await bench.breakNextCall(fault as ContractFault, operation);
          else bench.breakNextWrite?.(fault as LedgerFault);
          expect(await bench.gateway.run(operation, request)).toMatchObject({ kind: outcome });
          expect(bench.callCount() - callsBefore).toBe(1);

          const answer = await settled(() => bench.gateway.enquire(operation, request, since), hasEffect);
          expect(answer).toMatchObject(
            hasEffect ? { kind: "found", outcome: { kind: "succeeded" } } : { kind: "nothing" },
          );
          if (!hasEffect) factsOf(await bench.gateway.run(operation, request));
          expect(await bench.countEffects(operation, request)).toBe(1);
        },
      );
    });

    it.each(operationsWithAmount)(
      "DC-3: %s with the same key and another amount is refused and does nothing",
      async (operation) => {
        const request = await make.of(operation);
        if (!supports(bench.gateway, operation)) return expectRefusedWithoutCall(bench, operation, request);
        factsOf(await bench.gateway.run(operation, request));
        const changed = { ...request, amount: make.amount(1) };
        expect(await bench.gateway.run(operation, changed)).toMatchObject({ kind: "rejected", reason: "duplicate" });
        expect(await bench.countEffects(operation, request)).toBe(1);
      },
    );

    const refused = Object.entries(refusals) as [RefusedInstrument, HouseReason][];
    describe.each(refused.length === 0 ? [] : authorizing)("%s on what refuses", (operation) => {
      it.each(refused)("F02 AE-6 FD-1: %s is declined as %s, and an enquiry says the same", async (name, reason) => {
        const instrument = bench.instruments[name];
        if (instrument === undefined) throw new Error(`the bench has no ${name}`);
        const request = make.authorize(instrument);
        const since = await bench.now();
        const outcome = await bench.gateway.run(operation, request);
        expect(outcome).toMatchObject({ kind: "declined", reason });
        expect(outcome.exchange.rawCode).toBeTruthy();
        expect(outcome.exchange.rawMessage).toBeTruthy();
        expect(await bench.gateway.enquire(operation, request, since)).toMatchObject(
          (bench.remembersRefusals ?? true)
            ? { kind: "found", outcome: { kind: "declined", reason } }
            : { kind: "nothing" },
        );
      });
    });
  });
}

const authorizing = ["authorize", "authorize_and_capture"] as const satisfies readonly GatewayOperation[];

const refusedCards = {
  without_funds: "insufficient_funds",
  wants_customer: "authentication_required",
  stolen: "lost_or_stolen",
} as const satisfies ContractOptions["refusals"];

const operations = [
  "authorize",
  "authorize_and_capture",
  "capture",
  "void",
  "refund",
  "increase",
  "renew",
  "open_hosted_page",
  "close_hosted_page",
] as const satisfies readonly GatewayOperation[];

const operationsWithAmount: readonly GatewayOperation[] = [
  "authorize",
  "authorize_and_capture",
  "capture",
  "refund",
  "renew",
];

function supports({ capabilities }: Gateway, operation: GatewayOperation): boolean {
  if (operation === "void") return capabilities.canVoid;
  if (operation === "increase") return capabilities.canIncrease;
  if (operation === "renew") return capabilities.canRenew;
  return operation.endsWith("hosted_page") ? capabilities.hasHostedPage : true;
}

async function expectRefusedWithoutCall<O extends GatewayOperation>(
  bench: ContractBench,
  operation: O,
  request: GatewayOperations[O]["request"],
): Promise<void> {
  const before = bench.callCount();
  expect(await bench.gateway.run(operation, request)).toMatchObject({ kind: "rejected", reason: "invalid_request" });
  expect(bench.callCount()).toBe(before);
}

/** An effect may arrive after its caller gave up: ask until it shows, as the resolver would. */
async function settled<Facts>(
  ask: () => Promise<EnquiryAnswer<Facts>>,
  isExpected: boolean,
): Promise<EnquiryAnswer<Facts>> {
  let answer = await ask();
  for (let tries = 0; isExpected && answer.kind !== "found" && tries < 100; tries += 1) {
    await new Promise((wake) => setTimeout(wake, 20));
    answer = await ask();
  }
  return answer;
}
