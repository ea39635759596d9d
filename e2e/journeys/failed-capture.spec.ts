import { deskApi } from "../fixtures/desk-api";
import { expect, test } from "../fixtures/desk-test";
import { gatewaySandbox } from "../fixtures/gateway-sandbox";
import { countInput } from "../fixtures/input-counter";
import { keepPicture } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";
import { ActDialog } from "../pages/act-dialog";
import { CapturesPage } from "../pages/captures-page";
import { HomePage } from "../pages/home-page";
import { OrderPage } from "../pages/order-page";

test.describe("A failed capture", () => {
  test("P01 P03 P05 P11: turns its invoice Failed by itself and says code, message, try and next step", async ({
    desk,
  }) => {
    const order = await shop.failedCapture();
    const page = new OrderPage(desk);
    await page.open(order.orderNumber);
    await expect(page.invoices).toContainText("Failed");
    await expect(page.invoices).toContainText("insufficient_funds");
    await expect(page.invoices).toContainText(/try 1 of \d/);
    await expect(page.nextStep).toBeVisible();

    await page.ledger
      .getByRole("row", { name: /Capture/ })
      .getByRole("button")
      .click();
    await expect(page.ledger).toContainText("Gateway message");
    await keepPicture(desk, "failed");
  });

  test("F17 P04 P05 P10 P11 P15 P25: it shows itself in an open workbench with its age, a CSR tries it again, it is captured, and the row leaves the list", async ({
    desk,
  }) => {
    const hands = await countInput(desk);
    const captures = new CapturesPage(desk);
    await captures.open();
    // Worth more than what others leave there: whole groups are cut off after their first rows.
    const order = await shop.failedCapture({ amountMinor: 980_000 });
    const row = captures.row(order.orderNumber);
    await expect(row).toContainText("insufficient_funds");
    await expect(row.getByText(/^(just now|\d m ago)\. Failed \w{3} \d+ \w{3}, \d\d:\d\d /)).toBeVisible();
    await row.click();
    await expect(captures.detailOf(order.orderNumber)).toBeVisible();

    hands.restart();
    await row.getByRole("button", { name: `Capture again, ${order.orderNumber}` }).click();
    const dialog = new ActDialog(desk);
    await expect(dialog.box).toContainText("9,800.00");
    await expect(dialog.box).toContainText(
      /Not enough funds \(insufficient_funds\) on Visa .*4242\. Tried once, of \d allowed\./,
    );
    await dialog.confirm(/^Capture again/);

    await expect(row).toHaveCount(0);
    const truth = await shop.settled(order, ({ invoices }) => invoices[0]?.status === "captured");
    expect(hands.read()).toEqual({ keys: 0, clicks: 2 });
    expect(truth.invoices[0]?.attemptCount).toBe(2);
    expect(truth.worklist).toEqual([]);
    await keepPicture(desk, "recaptured");
  });

  test("P10 P11 P15 X02: from Home, a failed capture is understood and done right with two clicks", async ({
    desk,
  }) => {
    const hands = await countInput(desk);
    // What else has failed has shipped whole: money of an order whose rest lapses before it can leave comes before all of it.
    const order = await shop.failedCapture({ amountMinor: 980_000, quantity: 2, shipsIn: 20 });
    const home = new HomePage(desk);
    const row = home.panel("Failed captures").getByRole("listitem").first();
    await expect(async () => {
      await home.open();
      await expect(row).toContainText(order.orderNumber, { timeout: 2_000 });
    }).toPass();
    hands.restart();
    await row.getByRole("button", { name: `Capture again, ${order.orderNumber}` }).click();
    const dialog = new ActDialog(desk);
    await expect(dialog.box).toContainText("9,800.00");
    await expect(dialog.box).toContainText(/Not enough funds \(insufficient_funds\)/);
    await dialog.confirm(/^Capture again/);
    await shop.settled(order, ({ invoices }) => invoices[0]?.status === "captured");
    expect(hands.read()).toEqual({ keys: 0, clicks: 2 });
  });

  test("P10: a selection is tried again in one go, and each row has its own outcome", async ({ desk }) => {
    const [good, bad] = [
      await shop.failedCapture(),
      await shop.failedCapture({ fault: { declineCode: "insufficient_funds", count: 2 } }),
    ];
    const captures = new CapturesPage(desk);
    await captures.open();
    await captures.row(good.orderNumber).getByRole("checkbox").check();
    await captures.row(bad.orderNumber).getByRole("checkbox").check();
    const selection = desk.getByRole("region", { name: "Selection" });
    await expect(selection).toContainText("2 selected");
    await expect(selection).toContainText("400.00");
    await selection.getByRole("button", { name: /again/ }).click();
    await new ActDialog(desk).confirm(/again/);

    await shop.settled(good, ({ invoices }) => invoices[0]?.status === "captured");
    await shop.settled(bad, ({ invoices }) => invoices[0]?.attemptCount === 2 && invoices[0].status === "failed");
    await expect(captures.row(good.orderNumber)).toHaveCount(0);
    await expect(captures.row(bad.orderNumber)).toContainText("2/");
  });

  test("P10 DC-1: pressed in two tabs, it is captured once", async ({ deskAs }) => {
    const order = await shop.failedCapture();
    const intent = await shop.intentOf(order);
    const tabs = [await deskAs("csr"), await deskAs("payment_administrator")];
    for (const tab of tabs) {
      await new OrderPage(tab).open(order.orderNumber);
      await new OrderPage(tab).nextStep.getByRole("button", { name: /^Capture again/ }).click();
      await expect(tab.getByRole("dialog")).toBeVisible();
    }
    await Promise.all(tabs.map((tab) => new ActDialog(tab).confirm(/^Capture again/)));
    await shop.settled(order, ({ invoices }) => invoices[0]?.status === "captured");
    expect(await gatewaySandbox.capturesOf(intent)).toBe(1);
    expect(
      (await deskApi.order(order.orderNumber)).captures.filter(({ status }) => status === "captured"),
    ).toHaveLength(1);
  });

  test("P13 P17: a hold that the gateway released leads to a new hold that names the dead one", async ({ desk }) => {
    const order = await shop.failedCapture({ fault: { releasesHold: true } });
    const page = new OrderPage(desk);
    await page.open(order.orderNumber);
    // Whether the news that the hold is gone came before the refusal or not: either act ends in a new hold.
    await page.nextStep.getByRole("button", { name: /^(New hold|Capture again)/ }).click();
    await new ActDialog(desk).confirm(/^(New hold|Capture again)/);
    const truth = await shop.settled(order, ({ invoices }) => invoices[0]?.status === "captured");
    const [dead, fresh] = truth.authorizations;
    expect(fresh?.replacesId).toBe(dead?.id);
    expect(["voided", "expired"]).toContain(dead?.status);
    await expect(page.invoices).toContainText("Success");
  });

  test("P18 P19: where the bank says fraud, no button and no road tries it again", async ({ desk }) => {
    const order = await shop.failedCapture({ fault: { declineCode: "fraudulent" } });
    const { invoices } = await deskApi.order(order.orderNumber);
    const page = new OrderPage(desk);
    await page.open(order.orderNumber);
    await expect(page.invoices).toContainText("Failed");
    await expect(
      desk.getByRole("button", { name: /^(Capture again|New hold)/ }).and(desk.locator(":not([aria-disabled])")),
    ).toHaveCount(0);
    const answer = await deskApi.ask("POST", `/invoices/${invoices[0]?.id}/capture`);
    expect(answer.status).toBe(409);
  });
});
