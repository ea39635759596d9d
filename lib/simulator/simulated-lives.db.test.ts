import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { governWorld } from "./governed-world";
import { openHouse } from "./life-setting";
import { type LifeReport, live } from "./live";
import { allOrders, arriveInOrder, tellings } from "./orders-of-arrival";
import { openSimulatedDatabase, type SimulatedDatabase } from "./simulated-database";

const LIVES = 20;
const STEPS = 80;
let database: SimulatedDatabase;

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET ??= "a-secret-of-this-test-run-only-0123456789";
  const { serverUrl, template } = inject("testDatabaseServer");
  database = await openSimulatedDatabase(serverUrl, template);
  await openHouse(database);
});
afterAll(() => database.close());

async function lived(seed: number): Promise<LifeReport> {
  const governed = governWorld();
  return live(database, governed, seed, STEPS).finally(() => governed.end());
}

describe("simulated lives (docs/reliability.md)", () => {
  it(`I1 I2 I4 I5 I6 I7 I8 I9 I14 I15 I18 I19 I20: ${LIVES} lives with faults and deaths end with both ledgers agreed and nothing out of sight`, async () => {
    const wrongs: string[] = [];
    const sums = { deaths: 0, mishaps: 0 };
    for (let seed = 1; seed <= LIVES; seed++) {
      const report = await lived(seed);
      sums.deaths += report.deaths;
      sums.mishaps += report.mishaps;
      wrongs.push(
        ...report.wrongs.map((wrong) => `npm run test:sim -- --seed ${seed} --seeds 1 --steps ${STEPS}: ${wrong}`),
      );
    }
    expect(wrongs).toEqual([]);
    // Lives in which nothing goes wrong would show nothing.
    expect(sums.deaths).toBeGreaterThan(LIVES / 4);
    expect(sums.mishaps).toBeGreaterThan(LIVES / 4);
  }, 300_000);

  it("a life that is lived again is the same life, line by line", async () => {
    const first = await lived(7);
    await lived(8);
    expect((await lived(7)).lines).toEqual(first.lines);
  }, 60_000);
});

/** One in so many; all of them by `npm run test:sim -- --arrivals`. */
const EACH = 31;

describe("what tells of one payment", () => {
  it("I11 WH-1 DC-7 UN-6: in whatever order answer, question and notifications arrive, the books end the same", async () => {
    const orders = allOrders(tellings);
    expect(new Set(orders.map(String)).size).toBe(720);
    const endings = new Map<string, string>();
    for (const order of orders.filter((_, at) => at % EACH === 0)) {
      const governed = governWorld();
      const { ending, wrongs } = await arriveInOrder(database, governed, order).finally(() => governed.end());
      expect(wrongs, order.join(", ")).toEqual([]);
      endings.set(ending.join("\n"), order.join(", "));
    }
    expect([...endings.keys()]).toHaveLength(1);
    const [ending] = endings.keys();
    for (const line of [
      "order completed 20000 0 0",
      "capture captured 20000 disputed 20000",
      "account clearing:stripe 20000",
    ])
      expect(ending).toContain(line);
  }, 120_000);
});
