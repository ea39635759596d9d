import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeReport } from "./write-report";

it("CU-2: the report of an import is there when the command ends, each refused row with its reason", () => {
  const folder = mkdtempSync(join(tmpdir(), "report-"));
  const path = join(folder, "refused.csv");
  writeReport(path, [{ lineNo: 4, why: 'amountMinor "12.50" is not an amount in JPY' }]);
  expect(readFileSync(path, "utf8")).toBe('line,why\n4,"amountMinor ""12.50"" is not an amount in JPY"\n');
  rmSync(folder, { recursive: true });
});
