import type { ListFigure, ListFigures } from "./list-bench";
import { migrationPart } from "./migration-bench";
import { warmUpPerReader } from "./parallel-timing";

/** Lists, searches and screens beside plain SQL, and what ten times as many orders cost. */
export function listParts({ readers, requests, sizes, migrations }: ListFigures): string[] {
  return [
    ...sizes.map(
      ({ orders, openItems, lists }) => `## Lists at ${readers} readers, ${orders.toLocaleString("en")} orders

| | Goal p95 ms | p50 ms | p95 ms | a second | CPU web ms | CPU Postgres ms | plain SQL p50 ms | p95 ms | times plain SQL |
|---|---|---|---|---|---|---|---|---|---|
${lists.map(row).join("\n")}

${openItems.toLocaleString("en")} of the orders are in worklists. ${requests.toLocaleString("en")} requests each, ${readers} at a time, after ${warmUpPerReader * readers} to warm up, from sending to the last byte; CPU is per request, read from the operating system. Beside
it the same rows by one plain statement with a kept plan through the same driver on ${readers} connections, without HTTP, key, JSON or HTML. The last column is p50 to p50.`,
    ),
    ...(sizes.length > 1 ? [growthPart(sizes)] : []),
    migrationPart(migrations, sizes.at(-1)?.orders ?? 0),
  ];
}

function row({ name, path, goalMs, served, plain }: ListFigure): string {
  const cells = [
    `${name} (\`${path.split("&cursor=")[0]}\`)`,
    goalMs,
    served.p50Ms.toFixed(1),
    served.p95Ms > goalMs ? `**${served.p95Ms.toFixed(1)}**` : served.p95Ms.toFixed(1),
    served.perSecond.toFixed(0),
    cpu(served.cpuMs.web),
    cpu(served.cpuMs.postgres),
    plain.p50Ms.toFixed(1),
    plain.p95Ms.toFixed(1),
    (served.p50Ms / plain.p50Ms).toFixed(1),
  ];
  return `| ${cells.join(" | ")} |`;
}

function growthPart(sizes: ListFigures["sizes"]): string {
  const [small, large] = [sizes[0], sizes.at(-1)];
  const lines = small?.lists.map((before, index) => {
    const after = large?.lists[index];
    return after === undefined
      ? ""
      : `| ${before.name} | ${growth(total(before), total(after))} | ${growth(before.served.p50Ms, after.served.p50Ms)} |`;
  });
  return `## What ten times as many orders cost

| | CPU, times | p50, times |
|---|---|---|
${lines?.join("\n") ?? ""}

From ${small?.orders.toLocaleString("en")} to ${large?.orders.toLocaleString("en")} orders, with as many times more in worklists. Goal: at most 1.2 times. CPU is that of web and Postgres together.`;
}

function total({ served }: ListFigure): number | null {
  const { web, postgres } = served.cpuMs;
  return web == null || postgres == null ? null : web + postgres;
}

function growth(before: number | null, after: number | null): string {
  return before === null || after === null ? "not measured here" : (after / before).toFixed(2);
}

function cpu(ms: number | null | undefined): string {
  return ms == null ? "not measured here" : ms.toFixed(1);
}
