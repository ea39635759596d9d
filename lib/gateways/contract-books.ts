import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answeringGateways } from "@/lib/payments/answering-disputes";
import type { BookedHold, Gateway, InterpretedNotification, TimeWindow } from "@/lib/payments/gateway";
import { HOUR_MS, later } from "@/lib/payments/instant";
import { type ContractBench, ContractRequests, factsOf } from "./contract-bench";

/** What a gateway's own books and its list of messages say, at any gateway that has them. */
export function describeGatewayBooks(open: () => Promise<ContractBench>): void {
  describe("asked what it knows", () => {
    let bench: ContractBench;
    let make: ContractRequests;
    beforeAll(async () => {
      bench = await open();
      make = new ContractRequests(bench);
    });
    afterAll(() => bench.close());

    const held = async () => {
      const request = make.authorize();
      const { authorizationReference } = factsOf(await bench.gateway.run("authorize", request));
      return { request, authorizationReference };
    };
    const aroundNow = async (): Promise<TimeWindow> => {
      const now = await bench.now();
      return { from: later(now, -HOUR_MS), to: later(now, HOUR_MS) };
    };

    it("I4 WH-5: has books and a list of messages exactly where it declares them", () => {
      const { capabilities, books, listNotifications } = bench.gateway;
      expect(books !== undefined).toBe(capabilities.hasBooks);
      expect(listNotifications !== undefined).toBe(capabilities.listsNotifications);
    });

    it("I4: tells of a hold what was taken from it and what went back, by its name", async ({ skip }) => {
      const { books } = bench.gateway;
      if (!books) return skip("no books declared");
      const { request, authorizationReference } = await held();
      const open = { authorizationReference, operationId: request.operationId, orderNumber: request.orderNumber };
      expect(await books.readHold(authorizationReference)).toMatchObject({
        ...open,
        state: "open",
        amount: request.amount,
        captured: make.amount(0),
      });
      const capture = make.capture(authorizationReference, 20_000);
      const { captureReference } = factsOf(await bench.gateway.run("capture", capture));
      const refund = { ...make.identity(), captureReference, amount: make.amount(5_000) };
      factsOf(await bench.gateway.run("refund", refund));
      expect(await books.readHold(authorizationReference)).toMatchObject({
        ...open,
        state: "captured",
        captured: make.amount(20_000),
        refunded: make.amount(5_000),
      });
    });

    it("I4: tells of a payment at once, and of a hold that was let go", async ({ skip }) => {
      const { books } = bench.gateway;
      if (!books) return skip("no books declared");
      const { authorizationReference: sale } = await make.captured();
      expect(await books.readHold(sale)).toMatchObject({
        state: "captured",
        captured: make.amount(),
        refunded: make.amount(0),
      });
      const { authorizationReference } = await held();
      factsOf(await bench.gateway.run("void", { ...make.identity(), authorizationReference }));
      expect(await books.readHold(authorizationReference)).toMatchObject({ state: "voided", captured: make.amount(0) });
    });

    it("I4: lists what was made in a window, each once, and nothing of another window", async ({ skip }) => {
      const { books } = bench.gateway;
      if (!books) return skip("no books declared");
      const made = [await held(), await held()].map((each) => each.authorizationReference);
      made.push((await make.captured()).authorizationReference);
      const window = await aroundNow();
      const listed = (await listAll(bench.gateway, window)).map((hold) => hold.authorizationReference);
      expect(listed).toEqual(expect.arrayContaining(made));
      expect(new Set(listed).size).toBe(listed.length);
      const before = { from: later(window.from, -2 * HOUR_MS), to: window.from };
      expect(await listAll(bench.gateway, before)).toEqual([]);
    });

    it("I4 I7: says that it does not know a hold, and is silent where nobody listens", async ({ skip }) => {
      const { books } = bench.gateway;
      if (!books) return skip("no books declared");
      expect(await books.readHold("of_nobody")).toBe("unknown");
      expect(await bench.unreachable.books?.readHold("of_nobody")).toBe("silent");
      expect(await bench.unreachable.books?.listHolds(await aroundNow(), null)).toEqual({ kind: "silent" });
    });

    it("FD-3: tells exactly where it declares it that a payer wants money back, refuses a refund of it meanwhile, and says how it ended", async () => {
      const { capabilities, readDispute } = bench.gateway;
      expect(readDispute !== undefined).toBe(capabilities.tellsOfDisputes);
      if (!(readDispute && bench.disputes)) return expect(bench.disputes).toBeUndefined();
      for (const verdict of ["won", "lost"] as const) {
        const { captureReference, authorizationReference } = await make.captured();
        const disputeReference = await bench.disputes.open(captureReference);
        const open = await readDispute(disputeReference);
        const namesHold = open.kind === "open" && open.authorizationReference !== undefined;
        const about = { captureReference, ...(namesHold && { authorizationReference }), amount: make.amount() };
        expect(open).toMatchObject({ kind: "open", ...about, isAnswered: false, answerBy: expect.any(Number) });
        const refund = { ...make.identity(), captureReference, amount: make.amount(1_000) };
        expect(await bench.gateway.run("refund", refund)).toMatchObject({ kind: "declined", reason: "disputed" });
        await bench.disputes.close(disputeReference, verdict);
        const isAnswered = capabilities.answersDisputes ? false : null;
        expect(await readDispute(disputeReference)).toEqual({ kind: "closed", ...about, isAnswered, verdict });
        const meanings = await listMeanings(bench.gateway, await aroundNow());
        const answerBy = open.kind === "open" ? open.answerBy : null;
        expect(meanings).toContainEqual({ kind: "disputed", ...about, disputeReference, answerBy });
        expect(meanings).toContainEqual({ kind: "dispute_closed", disputeReference, verdict });
        const again = { ...refund, ...make.identity() };
        const outcome = await bench.gateway.run("refund", again);
        expect(outcome).toMatchObject({ kind: verdict === "won" ? "succeeded" : "declined" });
      }
      expect(await readDispute("dp_of_nobody")).toEqual({ kind: "unknown" });
      expect(await bench.unreachable.readDispute?.("dp_of_nobody")).toEqual({ kind: "silent" });
    });

    it("F04 I15: takes evidence about a dispute, or consent, exactly where it declares it: once, and after silence the dispute says whether it came", async ({
      skip,
    }) => {
      const { capabilities, answerDispute, readDispute, name } = bench.gateway;
      expect(answerDispute !== undefined).toBe(capabilities.answersDisputes);
      expect(answeringGateways.has(name)).toBe(capabilities.answersDisputes);
      if (!(answerDispute && readDispute && bench.disputes)) return skip("takes no answers");
      const open = async () => {
        const disputeReference = await bench.disputes?.open((await make.captured()).captureReference);
        if (disputeReference === undefined) throw new Error("no disputes here");
        const { operationId, idempotencyKey } = make.identity();
        return { operationId, idempotencyKey, disputeReference };
      };
      const answer = { kind: "evidence", evidence } as const;
      for (const fault of ["connection_closed_after", "connection_closed_before"] as const) {
        const about = await open();
        await bench.breakNextCall(fault, "void");
        expect(await answerDispute({ ...about, answer })).toMatchObject({ kind: "unconfirmed" });
        const hasCome = fault === "connection_closed_after";
        expect(await readDispute(about.disputeReference)).toMatchObject({ kind: "open", isAnswered: hasCome });
        const facts = { disputeReference: about.disputeReference };
        expect(await answerDispute({ ...about, answer })).toMatchObject({ kind: "succeeded", facts });
        expect(await readDispute(about.disputeReference)).toMatchObject({ kind: "open", isAnswered: true });
        expect(bench.disputes.submissions?.(about.disputeReference)).toBe(1);
        await bench.disputes.close(about.disputeReference, "lost");
        expect(await readDispute(about.disputeReference)).toMatchObject({ kind: "closed", isAnswered: true });
      }
      const given = await open();
      expect(await answerDispute({ ...given, answer: { kind: "accept" } })).toMatchObject({ kind: "succeeded" });
      expect(await readDispute(given.disputeReference)).toMatchObject({ kind: "closed", verdict: "lost" });
      const late = { ...given, ...make.identity() };
      expect((await answerDispute({ ...late, answer })).kind).toMatch(/^(declined|rejected)$/);
      expect(await bench.unreachable.answerDispute?.({ ...late, answer })).toMatchObject({ kind: "not_sent" });
    });

    it("WH-5 I20: lists what it told in a window, meaning what it would have meant when sent", async ({ skip }) => {
      if (!bench.gateway.listNotifications) return skip("no list of messages declared");
      const { request, authorizationReference } = await held();
      const { operationId } = request;
      const meanings = await listMeanings(bench.gateway, await aroundNow());
      expect(meanings).toContainEqual({ kind: "authorization_changed", authorizationReference, operationId });
      expect(await bench.unreachable.listNotifications?.(await aroundNow(), null)).toEqual({ kind: "silent" });
    });
  });
}

async function listAll({ books }: Gateway, window: TimeWindow): Promise<BookedHold[]> {
  return collect(async (cursor) => {
    const page = await books?.listHolds(window, cursor);
    if (page?.kind !== "page") throw new Error("silent");
    return { items: page.holds, nextCursor: page.nextCursor };
  });
}

async function listMeanings({ listNotifications }: Gateway, window: TimeWindow): Promise<InterpretedNotification[]> {
  return collect(async (cursor) => {
    const page = await listNotifications?.(window, cursor);
    if (page?.kind !== "page") throw new Error("silent");
    return { items: page.notifications.map(({ meaning }) => meaning), nextCursor: page.nextCursor };
  });
}

type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

async function collect<T>(ask: (cursor: string | null) => Promise<Page<T>>): Promise<T[]> {
  const found: T[] = [];
  for (let cursor: string | null = null; ; ) {
    const { items, nextCursor }: Page<T> = await ask(cursor);
    found.push(...items);
    cursor = nextCursor;
    if (cursor === null) return found;
  }
}

const evidence = {
  text: "Delivered and signed for.",
  product: "1 x Lens repair",
  customerName: "Carmen Moreno",
  customerEmail: "carmen@example.com",
  shippedOn: "2026-11-20",
  carrier: "DHL",
  trackingNumber: "JD0146",
};
