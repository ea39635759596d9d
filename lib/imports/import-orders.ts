import { readFileSync } from "node:fs";
import { access } from "node:fs/promises";
import { parseArgs } from "node:util";
import { runCommand } from "@/lib/cli/run-command";
import { database, operationContext } from "@/lib/composition";
import { StartupProblem } from "@/lib/config/startup-problem";
import { importPayments } from "@/lib/operations/import/import-payments";
import { importFile } from "./import-file";
import olist from "./mappings/olist.json";
import paydesk from "./mappings/paydesk.json";
import { mappingSchema, type RowMapping } from "./row-mapping";
import { writeReport } from "./write-report";

const shipped: readonly RowMapping[] = [olist, paydesk].map((mapping) => mappingSchema.parse(mapping));
const SHOWN_REFUSALS = 20;

await runCommand(async () => {
  const { values, positionals } = readArguments();
  const path = positionals[0];
  if (!path || positionals.length > 1)
    throw new StartupProblem(
      "Usage: npm run import:orders -- FILE [--mapping NAME|FILE.json] [--store ID] [--report FILE.csv]",
    );
  await access(path).catch(() => {
    throw new StartupProblem(`Cannot read ${path}.`);
  });
  const { pool } = database();
  const storeId = values.store ?? (await onlyStore());
  const context = operationContext({
    storeId,
    actor: { kind: "system", job: "import_orders" },
    correlationId: `import:${Date.now()}`,
  });
  const result = await importFile(
    path,
    { mappings: shipped, chosen: values.mapping ? chooseMapping(values.mapping) : undefined },
    (payments) => importPayments(context, payments, (step, count) => process.stderr.write(`${step}: ${count}\n`)),
  );
  if (values.report) writeReport(values.report, result.refused);
  for (const line of result.refused.slice(0, SHOWN_REFUSALS)) console.log(`line ${line.lineNo} refused: ${line.why}`);
  if (result.refused.length > SHOWN_REFUSALS)
    console.log(`… and ${result.refused.length - SHOWN_REFUSALS} more; --report FILE.csv lists them all`);
  const { orders, payments, alreadyLoaded } = result.counts;
  console.log(
    `${result.rowsRead} rows read by mapping ${result.mapping}: ${payments} payments of ${orders} orders loaded, ${alreadyLoaded} were loaded before, ${result.refused.length} refused`,
  );
  await pool.end();
});

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { mapping: { type: "string" }, store: { type: "string" }, report: { type: "string" } },
    });
  } catch (error) {
    throw new StartupProblem((error as Error).message);
  }
}

function chooseMapping(name: string): RowMapping {
  const known = shipped.find((mapping) => mapping.name === name);
  if (known) return known;
  try {
    return mappingSchema.parse(JSON.parse(readFileSync(name, "utf8")));
  } catch (error) {
    throw new StartupProblem(
      `Mapping ${name} is neither one of ${shipped.map((mapping) => mapping.name).join(", ")} nor a readable mapping file: ${(error as Error).message.split("\n")[0]}`,
    );
  }
}

async function onlyStore(): Promise<string> {
  const { rows } = await database().pool.query<{ id: string }>("SELECT id FROM stores ORDER BY id LIMIT 2");
  if (rows.length === 0) throw new StartupProblem("There is no store yet: start Paydesk once first.");
  if (rows.length > 1) throw new StartupProblem("There are several stores: name one with --store ID.");
  return (rows[0] as { id: string }).id;
}
