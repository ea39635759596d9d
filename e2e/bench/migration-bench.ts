import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pool } from "pg";
import { applyMigrations } from "@/lib/cli/apply-migrations";
import type { BenchDatabase } from "./bench-database";
import { say } from "./say";

export type MigrationFigure = {
  readonly what: string;
  readonly sql: string;
  readonly seconds: number;
  readonly writes: number;
  readonly longestWriteMs: number;
};

const WRITERS = 4;
const REST_MS = 1_500;
/** One of each kind, as docs/operating.md has them written, on the largest tables that every sale writes to. */
const tried = [
  { what: "A column with a default", sql: "ALTER TABLE orders ADD COLUMN bench_mark boolean NOT NULL DEFAULT false;" },
  {
    what: "An index beside the work",
    sql: "CREATE INDEX CONCURRENTLY IF NOT EXISTS bench_totals ON orders (store_id, total_minor);",
  },
  {
    what: "A check for what is written from now on",
    sql: "ALTER TABLE orders ADD CONSTRAINT bench_mark CHECK (NOT bench_mark OR total_minor > 0) NOT VALID;",
  },
  { what: "That check over all rows", sql: "ALTER TABLE orders VALIDATE CONSTRAINT bench_mark;" },
  {
    what: "A foreign key for what is written from now on",
    sql: "ALTER TABLE audit_log ADD CONSTRAINT bench_order FOREIGN KEY (store_id, order_id) REFERENCES orders (store_id, id) NOT VALID;",
  },
  { what: "That foreign key over all rows", sql: "ALTER TABLE audit_log VALIDATE CONSTRAINT bench_order;" },
];

/** DM-1: each kind of migration on a full database, by the product's own road, while writers change orders one by one as fast as they can. */
export async function measureMigrations(
  { pool, url }: BenchDatabase,
  { storeId, orders }: { readonly storeId: string; readonly orders: number },
): Promise<MigrationFigure[]> {
  const prismaDir = mkdtempSync(join(tmpdir(), "paydesk-bench-migrations-"));
  cpSync("prisma/migrations", join(prismaDir, "migrations"), { recursive: true });
  const figures: MigrationFigure[] = [];
  try {
    for (const [index, { what, sql }] of tried.entries()) {
      say(`migrations: ${what}`);
      const folder = join(prismaDir, "migrations", `2999010100000${index}_tried`);
      mkdirSync(folder);
      writeFileSync(join(folder, "migration.sql"), sql);
      const writers = startWriters(pool, storeId, orders);
      await rest();
      const startedAt = performance.now();
      await applyMigrations(url, prismaDir);
      const seconds = (performance.now() - startedAt) / 1000;
      await rest();
      figures.push({ what, sql, seconds, ...(await writers.stop()) });
    }
  } finally {
    rmSync(prismaDir, { recursive: true });
  }
  return figures;
}

function startWriters(pool: Pool, storeId: string, orders: number) {
  const took: number[] = [];
  let isOver = false;
  const write = async () => {
    while (!isOver) {
      const startedAt = performance.now();
      await pool.query({
        name: "bench_write",
        text: "UPDATE orders SET version = version + 1 WHERE store_id = $1 AND order_number = $2",
        values: [storeId, `B${String(1 + Math.floor(Math.random() * orders)).padStart(8, "0")}`],
      });
      took.push(performance.now() - startedAt);
    }
  };
  const all = Promise.all(Array.from({ length: WRITERS }, write));
  return {
    async stop() {
      isOver = true;
      await all;
      return { writes: took.length, longestWriteMs: Math.max(...took) };
    },
  };
}

function rest(): Promise<void> {
  return new Promise((done) => setTimeout(done, REST_MS));
}

/** What a migration costs whoever sells meanwhile. */
export function migrationPart(figures: readonly MigrationFigure[], orders: number): string {
  return `## Migrations while the shop writes, ${orders.toLocaleString("en")} orders

| | s | writes meanwhile | the longest of them, ms |
|---|---|---|---|
${figures.map(({ what, seconds, writes, longestWriteMs }) => `| ${what} | ${seconds.toFixed(1)} | ${writes.toLocaleString("en")} | ${longestWriteMs > GOAL_MS ? `**${longestWriteMs.toFixed(0)}**` : longestWriteMs.toFixed(0)} |`).join("\n")}

Each by \`npm run migrate\`'s own road, while ${WRITERS} connections changed one order after the other; seconds include reading the history of migrations. Goal: no write waits for more than 2 s.`;
}

const GOAL_MS = 2_000;
