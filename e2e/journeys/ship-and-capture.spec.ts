import { deskApi } from "../fixtures/desk-api";
import { expect, test } from "../fixtures/desk-test";
import { gatewaySandbox } from "../fixtures/gateway-sandbox";
import { keepPicture } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";
import { watchReloads } from "../fixtures/stays-loaded";
import { OrderPage } from "../pages/order-page";

test.describe("Capture in the background", () => {
  test("W01 W04 W05 W06 W31 P22 P23: a colleague ships, and whoever looks at the order sees the money arrive", async ({
    deskAs,
  }) => {
    const order = await shop.confirmedOrder({ source: "commerce" });
    const watcher = new OrderPage(await deskAs("supervisor"));
    await watcher.open(order.orderNumber);
    await expect(watcher.invoices).toContainText("None yet");
    const isSameDocument = await watchReloads(watcher.page);

    const shipper = new OrderPage(await deskAs("csr"));
    await shipper.open(order.orderNumber);
    await shipper.act("Release goods");
    await expect(shipper.shipments).toContainText("Ready to ship");
    await shipper.act("Report shipped");

    const truth = await shop.settled(order, ({ invoices }) => invoices[0]?.status === "captured");
    await expect(watcher.invoices).toContainText("Success", { timeout: 5_000 });
    await expect(watcher.shipments).toContainText(/captured/);
    await expect(watcher.fact("Captured")).toContainText("200.00");
    expect(await isSameDocument()).toBe(true);

    expect(truth.coverage.captured.amountMinor).toBe(20_000);
    expect(truth.invoices[0]).toMatchObject({ captured: { amountMinor: 20_000 }, balance: { amountMinor: 0 } });
    expect(truth.releases[0]?.captureDate).not.toBeNull();
    await keepPicture(watcher.page, "captured");
  });

  test("P24 W02 W03 I1: order, invoice, hold and gateway name one and the same capture, taken once", async ({
    desk,
  }) => {
    const order = await shop.confirmedOrder({ source: "commerce", amountMinor: 8_250 });
    const intent = await shop.intentOf(order);
    const { invoiceNumber } = await shop.ship(order);
    // The carrier reports everything twice.
    await deskApi.ship(order.orderNumber);
    const truth = await shop.settled(order, ({ invoices }) => invoices[0]?.status === "captured");

    expect(truth.captures).toHaveLength(1);
    expect(truth.captures[0]).toMatchObject({ status: "captured", amount: { amountMinor: 8_250 } });
    expect(truth.invoices[0]?.captureId).toBe(truth.captures[0]?.id);
    expect(truth.captures[0]?.authorizationId).toBe(truth.authorizations[0]?.id);
    expect(await gatewaySandbox.intent(intent)).toMatchObject({ captured: 8_250, held: 0 });
    expect(await gatewaySandbox.capturesOf(intent)).toBe(1);

    const page = new OrderPage(desk);
    await page.open(order.orderNumber);
    const reference = truth.captures[0]?.gatewayReference ?? "";
    await expect(page.invoices).toContainText(invoiceNumber);
    await expect(page.invoices).toContainText(reference);
    await expect(page.ledger.getByRole("row", { name: /Capture/ })).toContainText(reference);
  });
});
