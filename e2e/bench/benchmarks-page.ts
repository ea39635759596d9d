import { cpus, totalmem } from "node:os";
import type { CaptureFigures } from "./capture-bench";
import type { ListFigures } from "./list-bench";
import { listParts } from "./list-page-part";
import type { WebFigures } from "./web-bench";

export type Figures = {
  /** What the bench was asked for, as one typed it. */
  readonly asked: readonly string[];
  readonly captures: CaptureFigures | null;
  readonly web: WebFigures | null;
  readonly lists: ListFigures | null;
  readonly note: string | null;
};

/** The page that people read. Every table says how its figures came about. */
export function benchmarksPage({ asked, captures, web, lists, note }: Figures): string {
  const parts = [
    "# Benchmarks",
    `Made by \`${["npm run bench", ...(asked.length > 0 ? ["--"] : []), ...asked].join(" ")}\` on ${machine()}. Everything ran on this one machine: the load, the database, the sandbox gateway and the product.${note ? ` ${note}` : ""}`,
    ...(web ? webParts(web) : []),
    ...(lists ? listParts(lists) : []),
    ...(captures ? [captureParts(captures)] : []),
    ...(web || captures ? [memoryPart(web, captures)] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

function webParts(web: WebFigures): string[] {
  const orders = web.orders.toLocaleString("en");
  return [
    `## Time to ready

| | seconds |
|---|---|
| A later start of \`npm start\` | ${web.secondsToReady.toFixed(1)} |

From the command to the line “Paydesk is ready”: embedded Postgres with ${orders} orders, migrations looked at, sandbox, mail catcher, worker and web answering \`/api/health\`. The build was there
already. Goal: under 15 s.`,
    `## Pages with ${orders} orders

| Page | Address | p50 ms | p95 ms | HTML, KB |
|---|---|---|---|---|
${web.timings.map((each) => `| ${each.name} | \`${each.path}\` | ${each.p50Ms.toFixed(0)} | ${each.p95Ms.toFixed(0)} | ${each.kb.toFixed(0)} |`).join("\n")}

${web.requests} requests per page after 5 to warm up, one at a time, signed in as a supervisor, from sending the request to the last byte of the streamed page. The database holds a year of one shop: four of five
orders done, ${web.worklistRows.toLocaleString("en")} in worklists, loaded by set-based SQL in ${web.secondsToLoad.toFixed(0)} s. The worker ran beside it. Goal for a changed filter or sort: p95 under 400 ms.`,
    `## First load

| Page | Script, KB | Budget | Style, KB | Budget | Largest chunk, KB |
|---|---|---|---|---|---|
${web.weights.map((each) => `| ${each.name} | ${over(each.scriptKb, each.budget.scriptKb)} | ${each.budget.scriptKb} | ${over(each.styleKb, each.budget.styleKb)} | ${each.budget.styleKb} | ${each.largestChunkKb.toFixed(1)} |`).join("\n")}

Gzip (level 6) of every script and style sheet that the page's HTML names, without those for browsers that know no modules. What a page loads later, on a click, is not in it. **Bold** is above its budget.`,
  ];
}

function captureParts(figures: CaptureFigures): string {
  const { cpuMs } = figures;
  const ratio = figures.simpleUpdatesPerSecond / figures.perSecond;
  const { wait, claims } = figures;
  return `## Captures through the sandbox

| | |
|---|---|
| Captures a second | ${figures.perSecond.toFixed(1)} |
| Captures a second, slowest tenth of the run | ${figures.slowestPerSecond.toFixed(1)} |
| ${figures.captures.toLocaleString("en")} captures took | ${figures.seconds.toFixed(1)} s |
| CPU per capture, both workers | ${cpu(cpuMs.workers)} |
| CPU per capture, Postgres | ${cpu(cpuMs.postgres)} |
| CPU per capture, sandbox | ${cpu(cpuMs.sandbox)} |
| Simple updates a second, same driver and database | ${figures.simpleUpdatesPerSecond.toFixed(0)} |
| Simple updates in the time of one capture | ${ratio.toFixed(1)} |
| Wait in the queue at half that load (${wait.perSecond.toFixed(0)} a second), p50 | ${wait.p50Ms.toFixed(0)} ms |
| Wait in the queue at half that load, p95 | ${wait.p95Ms.toFixed(0)} ms |
| Claiming jobs after ${claims.jobs.toLocaleString("en")} others beside an old transaction, p50 | ${claims.p50Ms.toFixed(1)} ms |
| Claiming jobs after ${claims.jobs.toLocaleString("en")} others beside an old transaction, p99 | ${claims.p99Ms.toFixed(1)} ms |

${figures.captures.toLocaleString("en")} releases had shipped, each with its own hold at the sandbox, after a tenth as many that were captured to warm up. Their jobs were added at once; the time runs from there until the last invoice is captured. Two worker processes, 8 jobs at a
time each; Postgres 18 with its usual durability; the sandbox answers 10 ms late. One capture is one job, one call to the gateway and two transactions: the request with its reservation, taken
by the worker that asks, and the outcome with hold, capture, invoice, release, order, ledger, audit, events and worklists. CPU is read from the operating system before and after. Goal: 200 a second
sustained on two cores.

For the wait, ${wait.captures.toLocaleString("en")} more jobs were then added evenly at half the rate: from the moment at which a job was added until its attempt was written as started.

For the claims, a transaction stood open while ${claims.jobs.toLocaleString("en")} jobs that do nothing were added and carried out, as many as an hour of ten a second; what is over cannot be cleared away then (JB-6). Timed are the ${claims.claims} claims of the last tenth, each for up to
16 jobs. Goal: p99 under 20 ms.

pgbench does not come with the product. In its place two processes with 8 connections each ran the simple update of TPC-B (update, select and insert between BEGIN and COMMIT, 100,000 accounts) through
\`pg\`, before and after the captures; the figure is the mean.`;
}

function memoryPart(web: WebFigures | null, captures: CaptureFigures | null): string {
  const rows = [
    web && `| All web processes, after the requests above | ${megabytes(web.webMb)} |`,
    web && `| Worker, idle beside them | ${megabytes(web.workerMb)} |`,
    captures && `| Worker, after a tenth of its captures | ${megabytes(captures.workerMb.early)} |`,
    captures && `| Worker, after half of them | ${megabytes(captures.workerMb.half)} |`,
    captures && `| Worker, after all ${captures.captures.toLocaleString("en")} | ${megabytes(captures.workerMb.end)} |`,
  ].filter((row) => row !== null);
  return `## Memory

| Process | Resident |
|---|---|
${rows.join("\n")}

Resident set of the process and its children; of two workers, the larger.`;
}

function machine(): string {
  const { model = "an unknown processor" } = cpus()[0] ?? {};
  return `${cpus().length} cores (${model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB of memory, Node ${process.version}`;
}

function over(value: number, budget: number): string {
  return value > budget ? `**${value.toFixed(1)}**` : value.toFixed(1);
}

function cpu(ms: number | null): string {
  return ms === null ? "not measured here" : `${ms.toFixed(1)} ms`;
}

function megabytes(mb: number | null): string {
  return mb === null ? "not measured here" : `${mb.toFixed(0)} MB`;
}
