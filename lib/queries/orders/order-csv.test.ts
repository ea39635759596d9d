import { describe, expect, it } from "vitest";
import { csvCells, csvColumns, csvHead } from "./order-csv";
import type { OrderListRow } from "./order-list-row";

const usd = (amountMinor: string) => ({ amountMinor, currency: "USD" });
const row: OrderListRow = {
  orderNumber: "00012345",
  accountId: "acc_1",
  customerName: "=HYPERLINK(1)",
  customerPhone: null,
  reason: "price_rise",
  step: "ask_customer",
  why: "approval_needed",
  due: usd("123456"),
  settleBy: null,
  amountIs: "due",
  total: usd("200000"),
  coverage: { secured: usd("76544"), onPaper: usd("0"), unsecured: usd("123456") },
  hold: { expiresAt: "2026-11-27T08:00:00.000Z", startedAt: null, isEstimated: false, promisedUntil: null },
  lapse: null,
  promisedOn: "2026-12-01",
  shippedOn: null,
  lastContact: null,
  ownStatuses: [],
  owner: null,
  claimedBy: null,
  verbs: [],
};

describe("an order list as a file", () => {
  it("has the columns of the view in its order, each moment under a head that names the zone", () => {
    const ids = csvColumns("hold_left,due,nonsense,order");
    expect(ids).toEqual(["hold_left", "due", "order"]);
    expect(csvHead(ids, "Europe/Madrid")).toEqual([
      "Hold ends (Europe/Madrid)",
      "Due now",
      "Disputed",
      "Currency",
      "Order",
    ]);
    expect(csvCells(ids, row, "Europe/Madrid")).toEqual(["2026-11-27 09:00", "1234.56", null, "USD", "00012345"]);
  });

  it("F04: what is disputed stands under its own head and not under what is due", () => {
    expect(csvHead(["due"], "UTC")).toEqual(["Due now", "Disputed", "Currency"]);
    expect(csvCells(["due"], { ...row, amountIs: "disputed" }, "UTC")).toEqual([null, "1234.56", "USD"]);
  });

  it("P02: what the store's own fields say is a column where the view shows it", () => {
    expect(csvCells(["own"], { ...row, ownStatuses: ["Review: Cleared", "Paper copy"] }, "UTC")).toEqual([
      "Review: Cleared, Paper copy",
    ]);
    expect(csvColumns(null)).not.toContain("own");
    expect(csvColumns("order,own")).toEqual(["order", "own"]);
  });

  it("has every column where the view names none, and as many cells as heads", () => {
    const ids = csvColumns(null);
    expect(csvCells(ids, row, "Europe/Madrid")).toHaveLength(csvHead(ids, "Europe/Madrid").length);
    expect(csvCells(ids, row, "Europe/Madrid")).toContain("Price went up");
  });
});
