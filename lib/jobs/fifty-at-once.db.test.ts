import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase, type Database } from "@/lib/db/client";
import { type ApprovalDesk, openApprovalDesk } from "@/lib/operations/approval/approval-desk-for-tests";
import { moneyCommands, type WideDesk, widen } from "./parallel-presses-for-tests";

/** `npm run test:parallel -- --rounds 200` asks for more. */
const ROUNDS = Number(process.env.PAYDESK_TEST_ROUNDS ?? 2);
const AT_ONCE = 50;
let desk: ApprovalDesk;
let wide: WideDesk;
let connections: Database;

beforeAll(async () => {
  desk = await openApprovalDesk();
  await desk.advance(1_000);
  // The scheduled comparison of books would settle some of it first.
  await desk.database.pool.query("UPDATE gateway_schedules SET due_at = 'infinity'");
  connections = connectDatabase(desk.database.url, { maxConnections: AT_ONCE });
  wide = widen(desk, connections.pool);
});
afterAll(async () => {
  await connections.close();
  await desk.close();
});

describe("fifty at the same moment", () => {
  it.each(Object.entries(moneyCommands))(
    "I5 I6 DC-1: %s: one effect at the gateway, and every other is told why not",
    async (_name, prepare) => {
      for (let round = 1; round <= ROUNDS; round++) {
        const trial = await prepare(wide);
        const answers = await Promise.all(Array.from({ length: AT_ONCE }, (_, nth) => trial.press(nth)));
        expect(answers.filter(({ ok }) => ok)).toHaveLength(trial.winners);
        const told = new Set(answers.flatMap(({ ok, reason }) => (ok ? [] : [reason])));
        expect([...told].filter((reason) => !trial.losers.includes(reason ?? ""))).toEqual([]);
        await desk.work();
        expect(await trial.effect()).toEqual(trial.expected);
      }
    },
    30_000 + ROUNDS * 10_000,
  );
});
