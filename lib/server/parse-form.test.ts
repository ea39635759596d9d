import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  checkboxField,
  emailField,
  freeText,
  idField,
  idsField,
  minorAmountField,
  optionalText,
  versionField,
} from "./form-fields";
import { parseForm } from "./parse-form";

const schema = z.strictObject({ invoiceId: idField, version: versionField, ids: idsField.optional() });

function form(...fields: [string, string | Blob][]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

describe("MR4-33: forms", () => {
  it("MR4-33: the declared fields, typed; the framework's own are dropped", () => {
    const given = form(["invoiceId", "inv_0a"], ["version", "7"], ["$ACTION_REF_1", ""], ["$ACTION_KEY", "k"]);
    expect(parseForm(schema, given)).toEqual({ ok: true, value: { invoiceId: "inv_0a", version: 7 } });
  });

  it("MR4-33: a list is a list, one or many", () => {
    for (const ids of [["a"], ["a", "b"]]) {
      const fields = ids.map((id): [string, string] => ["ids", id]);
      expect(parseForm(schema, form(["invoiceId", "inv_0a"], ["version", "7"], ...fields))).toMatchObject({
        value: { ids },
      });
    }
  });

  it.each<[string, [string, string | Blob][]]>([
    ["role", [["role", "administrator"]]],
    ["storeId", [["storeId", "other"]]],
    ["__proto__", [["__proto__", "x"]]],
    ["constructor", [["constructor", "x"]]],
    ["version", [["version", "8"]]],
    ["invoiceId", [["invoiceId", "inv_0b"]]],
  ])("MR4-33: %s, undeclared or given twice, is refused", (name, extra) => {
    const parsed = parseForm(schema, form(["invoiceId", "inv_0a"], ["version", "7"], ...extra));
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(Object.keys(parsed.fieldErrors)).toEqual([name]);
  });

  it("MR4-33: a file where text belongs, a missing field and a wrong type are refused", () => {
    expect(parseForm(schema, form(["invoiceId", new Blob(["x"])], ["version", "7"]))).toMatchObject({ ok: false });
    expect(parseForm(schema, form(["version", "7"]))).toMatchObject({
      ok: false,
      fieldErrors: { invoiceId: expect.any(String) },
    });
    for (const version of ["", "-1", "1.5", "1e3", "NaN", "99999999999"]) {
      expect(parseForm(schema, form(["invoiceId", "inv_0a"], ["version", version])).ok).toBe(false);
    }
  });
});

describe("MR4-33: fields", () => {
  it("IN-3: an amount is digits and nothing else", () => {
    expect(minorAmountField.parse("24118")).toBe(24118n);
    for (const text of ["-1", "0.1", "1,00", "1e9", "NaN", " 1", "", "0x10", "9".repeat(16)]) {
      expect(minorAmountField.safeParse(text).success).toBe(false);
    }
  });

  it("MR4-24: what a person writes is masked and cleaned before it is stored", () => {
    expect(freeText(200).parse("  called,\r\npaid with 4242 4242 4242 4242 \u0000\u202e ")).toBe(
      "called,\npaid with [card number ending 4242]",
    );
    expect(freeText(5).safeParse(" \u0000 ").success).toBe(false);
    expect(freeText(5).safeParse("123456").success).toBe(false);
    expect(optionalText(5).parse(undefined)).toBeNull();
    expect(optionalText(5).parse("  ")).toBeNull();
  });

  it("MR4-31: one plain address", () => {
    expect(emailField.parse(" Ann@Example.com ")).toBe("ann@example.com");
    for (const text of ["a@b@c.test", "a@b.test\nBcc: x@y.test", "a@b.test,c@d.test", "<a@b.test>", '"a b"@c.test']) {
      expect(emailField.safeParse(text).success).toBe(false);
    }
  });

  it("MR4-33: an unchecked box is left out, and a checked one says on", () => {
    expect(checkboxField.parse("on")).toBe(true);
    expect(checkboxField.parse(undefined)).toBe(false);
    expect(checkboxField.safeParse("true").success).toBe(false);
  });
});
