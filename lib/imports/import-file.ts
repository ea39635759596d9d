import { StartupProblem } from "@/lib/config/startup-problem";
import type { ImportCounts } from "@/lib/operations/import/import-payments";
import { readRows } from "./read-rows";
import { type ImportedPayment, mappingFor, type RowMapping, readPayment } from "./row-mapping";

export type RefusedLine = { readonly lineNo: number; readonly why: string };
export type ImportedFile = {
  readonly rowsRead: number;
  readonly mapping: string;
  readonly refused: readonly RefusedLine[];
  readonly counts: ImportCounts;
};
type Load = (payments: AsyncIterable<ImportedPayment & { lineNo: number }>) => Promise<ImportCounts>;

/** Reads a file in a stream, hands on what can be read, and gathers what cannot, line by line. */
export async function importFile(
  path: string,
  options: { mappings: readonly RowMapping[]; chosen: RowMapping | undefined },
  load: Load,
): Promise<ImportedFile> {
  const refused: RefusedLine[] = [];
  let rowsRead = 0;
  let mapping = options.chosen;
  async function* payments() {
    for await (const read of readRows(path)) {
      rowsRead++;
      if ("why" in read) {
        refused.push({ lineNo: read.lineNo, why: read.why });
        continue;
      }
      mapping ??= mappingFor(Object.keys(read.row), options.mappings);
      if (!mapping)
        throw new StartupProblem(
          `No mapping fits the columns ${Object.keys(read.row).join(", ")}: name one with --mapping.`,
        );
      const reading = readPayment(mapping, read.row);
      if (reading.ok) yield { ...reading.payment, lineNo: read.lineNo };
      else refused.push({ lineNo: read.lineNo, why: reading.why });
    }
  }
  const counts = await load(payments());
  const all = [...refused, ...counts.refusals].sort((a, b) => a.lineNo - b.lineNo);
  return { rowsRead, mapping: mapping?.name ?? "none", refused: all, counts };
}
