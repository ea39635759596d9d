import fc from "fast-check";
import { expect, it } from "vitest";
import { packRows, unpackRows } from "./packed-rows";

it("H04: rows are the same after they travelled, whatever is in them", () => {
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.string({ unit: "binary" }),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie("value"), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value;
  const rows = fc.array(fc.dictionary(fc.string(), value, { noNullPrototype: true }));
  fc.assert(
    fc.property(rows, (each) => {
      expect(unpackRows(packRows(each))).toEqual(JSON.parse(JSON.stringify(each)));
    }),
    { examples: [[[{ ["__proto__"]: [] }]]] },
  );
});

it("H04: what the rows of a list have in common travels once", () => {
  const act = {
    kind: "cancel_order",
    label: "Cancel order",
    explanation: "What has not shipped is cancelled.",
    hidden: undefined,
  };
  const rows = Array.from({ length: 50 }, (_, index) => ({ orderNumber: `${index}`, otherActs: [act] }));
  const packed = packRows(rows);
  expect(packed.split("What has not shipped")).toHaveLength(2);
  expect(packed.length).toBeLessThan(JSON.stringify(rows).length / 3);
  expect(unpackRows(packed)[7]).toEqual({ orderNumber: "7", otherActs: [{ ...act }] });
});
