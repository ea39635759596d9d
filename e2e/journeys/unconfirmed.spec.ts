import { deskApi } from "../fixtures/desk-api";
import { expect, test } from "../fixtures/desk-test";
import { gatewaySandbox } from "../fixtures/gateway-sandbox";
import { keepPicture } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";

test.describe("A gateway that does not answer", () => {
  test("X06 I6 UN-1: the desk says what to tell the customer, asks the gateway, and captures nothing twice", async ({
    desk,
  }) => {
    const order = await shop.confirmedOrder();
    const paymentIntent = await shop.intentOf(order);
    // The gateway takes the money, and neither its answer nor its messages reach us.
    await gatewaySandbox.fault({ action: "drop_webhooks", paymentIntent, count: null });
    await gatewaySandbox.fault({
      action: "drop_after",
      path: `/v1/payment_intents/${paymentIntent}/capture`,
      paymentIntent,
    });
    await shop.ship(order);
    await shop.settled(order, ({ invoices }) => invoices[0]?.status === "unconfirmed");

    await desk.goto("/unconfirmed");
    const row = desk.locator("tr[data-row-id]", { has: desk.getByRole("link", { name: order.orderNumber }) });
    await expect(row).toContainText("You pay once at most");
    await expect(row).toContainText("200.00");
    await keepPicture(desk, "unconfirmed");
    expect((await deskApi.order(order.orderNumber)).worklist.map(({ list }) => list)).toContain("unconfirmed");

    await row.getByRole("button", { name: `Ask the gateway now, ${order.orderNumber}` }).click();
    await shop.settled(order, ({ invoices }) => invoices[0]?.status === "captured");
    await expect(row).toHaveCount(0);
    expect((await gatewaySandbox.intent(paymentIntent)).captured).toBe(20_000);
    const { attempts } = await deskApi.order(order.orderNumber);
    expect(attempts.filter(({ operation }) => operation === "capture")).toHaveLength(1);
  });
});
