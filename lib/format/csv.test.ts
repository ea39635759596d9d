import { describe, expect, it } from "vitest";
import { csvLine } from "./csv";

describe("a line of CSV", () => {
  it("takes the force out of everything that a spreadsheet would run, and leaves numbers alone", () => {
    expect(csvLine(["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\tx", "\rx", "\0x"])).toBe(
      `'=1+1,'+SUM(A1),'-2+3,'@cmd,'\tx,"'\rx",'\0x\r\n`,
    );
    expect(csvLine(["41.18", "-41.18", "-5", "1,200.00"])).toBe('41.18,-41.18,-5,"1,200.00"\r\n');
  });

  it("quotes commas, quotes and line breaks, and writes nothing for nothing", () => {
    expect(csvLine(['O"Neil, Ann', "two\nlines", null, ""])).toBe('"O""Neil, Ann","two\nlines",,\r\n');
  });
});
