import { readFile } from "node:fs/promises";
import { expect, test } from "../fixtures/desk-test";
import { shop } from "../fixtures/shop";

test.describe("A view as a file, and the next order by one press", () => {
  test("the file has the columns and rows of the view, and no cell that a spreadsheet would run", async ({ desk }) => {
    const mark = Date.now().toString(36);
    const order = await shop.dearerOrder({ customerName: `=cmd ${mark}` });
    await desk.goto("/unpaid?view=all&reason=price_rise&sort=-order&cols=order,customer,due,hold_left");
    await expect(desk.locator(`tr[data-row-id="${order.orderNumber}"]`)).toBeVisible();
    const [download] = await Promise.all([
      desk.waitForEvent("download"),
      desk.getByRole("link", { name: "Export" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^unpaid-\d{4}-\d\d-\d\d\.csv$/);
    const lines = (await readFile(await download.path(), "utf8")).split("\r\n");
    expect(lines[0]).toMatch(/^\ufeffOrder,Customer,Due now,Disputed,Currency,Hold ends \(.+\/.+\)(,Do next)?$/);
    const line = lines.find((each) => each.startsWith(`${order.orderNumber},`));
    expect(line).toContain(`,'=cmd ${mark},41.18,,USD,`);
    const numbers = lines.slice(1).map((each) => each.split(",")[0]);
    expect([...numbers].filter(Boolean)).toEqual([...numbers].filter(Boolean).sort().reverse());
  });

  test("H03: next best claims an order and opens it", async ({ deskAs }) => {
    const desk = await deskAs("administrator");
    await desk.goto("/expiring?view=all");
    await desk.getByRole("button", { name: "Next best" }).click();
    await expect(desk).toHaveURL(/\/orders\//);
    await expect(desk.getByRole("button", { name: "Give back" })).toBeVisible();
    await desk.keyboard.press(".");
    await expect(desk.getByRole("button", { name: "Claim" }).first()).toBeVisible();
  });
});
