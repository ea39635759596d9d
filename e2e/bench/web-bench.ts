import { connectDatabase } from "@/lib/db/client";
import { runningEmbeddedUrl } from "@/lib/db/embedded-address";
import { openBenchDatabase, withDataFolder } from "./bench-database";
import type { BenchOptions } from "./bench-options";
import { loadShop } from "./load-orders";
import { type BenchPage, type PageTiming, timePage } from "./page-timing";
import { type PageWeight, weighPage } from "./page-weight";
import { findBelow, residentMb } from "./process-figures";
import { type RunningDesk, startDesk } from "./running-desk";
import { say } from "./say";
import { openPayLink, signIn, storeOf } from "./visitor";

export type WebFigures = {
  readonly orders: number;
  readonly worklistRows: number;
  readonly requests: number;
  readonly secondsToReady: number;
  readonly secondsToLoad: number;
  readonly timings: readonly PageTiming[];
  readonly weights: readonly (PageWeight & { readonly name: string; readonly budget: Budget })[];
  readonly webMb: number | null;
  readonly workerMb: number | null;
};
export type Budget = { readonly scriptKb: number; readonly styleKb: number };

const desk: Budget = { scriptKb: 300, styleKb: 30 };
const pages: readonly (BenchPage & { readonly budget?: Budget })[] = [
  { name: "Home", path: "/", budget: desk },
  { name: "Unpaid orders", path: "/unpaid", budget: desk },
  { name: "Unpaid orders, sorted by amount due", path: "/unpaid?sort=-due" },
  { name: "Unpaid orders, filtered by reason", path: "/unpaid?reason=authorization_expired" },
  { name: "Expiring authorizations", path: "/expiring", budget: desk },
  { name: "Failed captures", path: "/captures", budget: desk },
  { name: "Awaiting customer", path: "/approvals", budget: desk },
  { name: "All orders", path: "/orders", budget: desk },
  { name: "Order record", path: "/orders/B00000001", budget: { scriptKb: 290, styleKb: 30 } },
  { name: "Customers", path: "/customers", budget: desk },
  { name: "Team", path: "/team", budget: { scriptKb: 320, styleKb: 30 } },
];
const payBudget: Budget = { scriptKb: 160, styleKb: 10 };

/** The built product as `npm start` runs it, over a database with a year of orders. */
export async function measureWeb(options: BenchOptions, secret: string): Promise<WebFigures> {
  return withDataFolder(options.dataRoot, async (dataDir) => {
    const at = { port: options.port, dataDir, secret };
    say("web: first start, which builds and opens the shop with its staff");
    await (await startDesk(at)).process.stop();
    say(`web: loading ${options.orders} orders`);
    const secondsToLoad = await fillShop(dataDir, options.orders);
    const running = await startDesk(at);
    try {
      return { ...(await measureRunning(running, { dataDir, secret, options })), secondsToLoad };
    } finally {
      await running.process.stop();
    }
  });
}

async function fillShop(dataDir: string, orders: number): Promise<number> {
  const database = await openBenchDatabase(dataDir);
  try {
    return await loadShop(database.pool, await storeOf(database.pool), orders);
  } finally {
    await database.close();
  }
}

type Setting = { readonly dataDir: string; readonly secret: string; readonly options: BenchOptions };

async function measureRunning(running: RunningDesk, { dataDir, secret, options }: Setting) {
  const { origin, secondsToReady } = running;
  const database = connectDatabase(runningEmbeddedUrl(dataDir) ?? "", { maxConnections: 2 });
  try {
    const { pool } = database;
    const cookie = await signIn(pool, await storeOf(pool), secret);
    const timings: PageTiming[] = [];
    for (const page of pages) {
      say(`web: ${page.path}`);
      timings.push(await timePage(page, origin, cookie, options.requests));
    }
    const weights: (PageWeight & { name: string; budget: Budget })[] = [];
    for (const { name, path, budget } of pages) {
      if (budget) weights.push({ name, budget, ...(await weighPage(path, origin, cookie)) });
    }
    weights.push({ name: "Sign-in", budget: desk, ...(await weighPage("/sign-in", origin, "")) });
    const payCookie = await openPayLink(pool, origin);
    timings.push(
      await timePage({ name: "Customer's approval page", path: "/pay" }, origin, payCookie, options.requests),
    );
    weights.push({
      name: "Customer's approval page",
      budget: payBudget,
      ...(await weighPage("/pay", origin, payCookie)),
    });
    const { rows } = await pool.query<{ open: number }>(
      "SELECT count(DISTINCT order_id)::int AS open FROM worklist_items WHERE closed_at IS NULL",
    );
    return {
      orders: options.orders,
      worklistRows: rows[0]?.open ?? 0,
      requests: options.requests,
      secondsToReady,
      timings,
      weights,
      webMb: memoryOf(running, "web-processes"),
      workerMb: memoryOf(running, "lib/jobs/worker.ts"),
    };
  } finally {
    await database.close();
  }
}

function memoryOf(running: RunningDesk, word: string): number | null {
  const [pid] = findBelow(running.process.pid, word);
  return pid === undefined ? null : residentMb(pid);
}
