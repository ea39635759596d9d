import { expect, test } from "../fixtures/desk-test";
import { keepFaces, keepPicture } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";
import { shopDatabase } from "../fixtures/shop-database";
import { ActDialog } from "../pages/act-dialog";
import { OrderPage } from "../pages/order-page";

test.describe("Late money", () => {
  test("I18 PR-5: what a replaced order keeps pays its successor ahead, and the goods then ship without another charge", async ({
    deskAs,
  }) => {
    const old = await shop.confirmedOrder({ source: "commerce", amountMinor: 15_000 });
    await shop.ship(old);
    await shop.settled(old, ({ invoices }) => invoices[0]?.status === "captured");
    const successor = await shop.confirmedOrder({ source: "commerce", amountMinor: 15_000 });
    // A replacement that an older system had made, after the money had come.
    await shopDatabase.run(
      `INSERT INTO order_links (store_id, predecessor_id, successor_id, reason, status, difference_minor, currency, created_at, completed_at)
       SELECT old.store_id, old.id, new.id, 'price_rise', 'complete', 0, 'USD', now(), now() FROM orders old, orders new
       WHERE old.order_number = '${old.orderNumber}' AND new.order_number = '${successor.orderNumber}'`,
    );
    await shopDatabase.run(
      `UPDATE orders SET status = 'replaced', due_at = now() WHERE order_number = '${old.orderNumber}'`,
    );

    const page = new OrderPage(await deskAs("supervisor"));
    const list = page.page;
    await expect(async () => {
      await list.goto("/unapplied");
      await expect(list.getByRole("link", { name: old.orderNumber }).first()).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expect(list.getByRole("columnheader", { name: "Settle by" })).toBeVisible();
    await keepPicture(list, "unapplied");

    await page.open(old.orderNumber);
    await page.act("Apply to what is due");
    const dialog = new ActDialog(page.page);
    await expect(dialog.box).toContainText(`Pays ${successor.orderNumber} ahead, before it ships: 150.00 USD.`);
    await keepFaces(page.page, "apply-late-money");
    await dialog.confirm(/^Apply/);
    await expect(page.timeline).toContainText(`150.00 USD of ${old.orderNumber} pays for ${successor.orderNumber}`);

    await page.open(successor.orderNumber);
    await expect(page.page.getByText(`Paid ahead 150.00 from ${old.orderNumber}`)).toBeVisible();
    await expect(page.fact("Captured")).toContainText("150.00 of it paid ahead");
    await keepFaces(page.page, "paid-ahead");
    await shop.ship(successor);
    const { invoices } = await shop.settled(successor, (order) => order.invoices[0]?.status === "captured");
    expect(invoices).toHaveLength(1);
    await page.open(successor.orderNumber);
    await expect(page.timeline).toContainText("150.00 USD that had been paid ahead pays");
    await expect(page.ledger).not.toContainText("Captured");
  });
});
