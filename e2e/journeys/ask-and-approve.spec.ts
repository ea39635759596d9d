import { askCustomer } from "../fixtures/ask-customer";
import { deskApi } from "../fixtures/desk-api";
import { expect, test } from "../fixtures/desk-test";
import { gatewaySandbox } from "../fixtures/gateway-sandbox";
import { approvalLink, inbox } from "../fixtures/inbox";
import { countInput } from "../fixtures/input-counter";
import { keepPicture } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";
import { AskApprovalPage } from "../pages/ask-approval-page";
import { GatewayPage } from "../pages/gateway-page";
import { OrderPage } from "../pages/order-page";
import { PayPage } from "../pages/pay-page";

const threeDSecureCard = "4000 0000 0000 3220";

test.describe("A dearer order and its customer", () => {
  test("H06 H09 H24 H25 H26 H29: a CSR asks with two presses, having read the very mail that goes out", async ({
    desk,
  }) => {
    const hands = await countInput(desk);
    const order = await shop.dearerOrder();
    const page = new OrderPage(desk);
    await page.open(order.orderNumber);
    hands.restart();
    await expect(page.fact("Due now")).toContainText("41.18");
    // When the hold ends, and what is left on it, costs no press at all.
    await expect(page.fact("Authorized")).toContainText("200.00");
    await expect(page.fact("First hold ends")).toContainText(/\d+ d.*by the gateway/);
    expect(hands.read()).toEqual({ keys: 0, clicks: 0 });
    await page.nextStep.getByText("Ask customer").click();
    const ask = new AskApprovalPage(desk);
    await ask.isOpen();
    await expect(ask.mail.getByRole("link", { name: "Approve Order Payment" })).toBeVisible();
    await expect(ask.mail.getByRole("cell", { name: "241.18" }).first()).toBeVisible();
    expect(hands.read()).toEqual({ keys: 0, clicks: 1 });
    await ask.preview.getByText("Text", { exact: true }).click();
    const preview = await ask.preview.locator("pre").textContent();
    const subject = await ask.preview.locator("dd").last().textContent();
    hands.restart();
    await ask.send.click();
    await expect(desk.getByRole("dialog")).toHaveCount(0);
    expect(hands.read()).toEqual({ keys: 0, clicks: 1 });

    const [mail] = await inbox.mailsTo(order.customer.email);
    expect(mail?.subject).toBe(subject);
    expect(withoutSecrets(mail?.text)).toBe(withoutSecrets(preview));
    expect(approvalLink(mail)).toContain("/pay/");
    await page.open(order.orderNumber);
    await expect(page.timeline).toContainText("asked for approval of 241.18");
    await expect(page.timeline).not.toContainText(order.customer.email);
    await keepPicture(desk, "asked");
  });

  test("H10 H11 H15 H16 H17 H27 H31: on a phone the saved card approves; the old order gives way to a new one, linked both ways", async ({
    desk,
    phone,
  }) => {
    const order = await shop.dearerOrder();
    const oldIntent = await shop.intentOf(order);
    const taps = await countInput(phone);
    const pay = new PayPage(phone);
    await pay.open(await askCustomer(order));
    await expect(pay.amount).toContainText("241.18");
    await expect(phone.getByText("was 200.00")).toBeVisible();
    await expect(phone.getByText("You are not charged today.")).toBeVisible();
    await keepPicture(phone, "before-approving");
    await pay.choose(/Visa/);
    await pay.approve();
    await pay.says(/^Thank you/);
    // The saved card is chosen already: one tap of the two that are allowed.
    expect(taps.read()).toEqual({ keys: 0, clicks: 1 });
    await keepPicture(phone, "approved");

    const old = await shop.settled(order, ({ successor }) => successor?.status === "complete");
    const successor = await deskApi.order(old.successor?.orderNumber ?? "");
    expect(successor).toMatchObject({ total: { amountMinor: 24_118 }, coverage: { secured: { amountMinor: 24_118 } } });
    expect(successor.predecessor).toMatchObject({ orderNumber: order.orderNumber, difference: { amountMinor: 4_118 } });
    expect(successor.worklist).toEqual([]);
    await shop.settled(order, ({ authorizations }) => authorizations[0]?.status === "voided");
    expect(await gatewaySandbox.intent(oldIntent)).toMatchObject({ held: 0, captured: 0 });
    expect(await gatewaySandbox.intent(successor.authorizations[0]?.gatewayReference)).toMatchObject({ held: 24_118 });

    const record = new OrderPage(desk);
    await record.open(order.orderNumber);
    await record.chain.getByRole("link", { name: successor.orderNumber }).click();
    await record.isOf(successor.orderNumber);
    await expect(record.chain.getByRole("link", { name: order.orderNumber })).toBeVisible();
    await keepPicture(desk, "linked");
  });

  test("H10 H15 H17 H27: the gateway's own page takes another card, with the bank's 3-D Secure check", async ({
    phone,
  }) => {
    const order = await shop.dearerOrder();
    const pay = new PayPage(phone);
    await pay.open(await askCustomer(order));
    await pay.choose("Another card");
    await pay.approve();

    const gateway = new GatewayPage(phone);
    await gateway.isOpen();
    await expect(phone.getByText("241.18").first()).toBeVisible();
    await gateway.payWith(threeDSecureCard);
    await gateway.authenticate("Fail authentication");
    await expect(phone.getByRole("alert")).toBeVisible();
    await gateway.payWith(threeDSecureCard);
    await gateway.authenticate("Complete authentication");
    await pay.says(/^Thank you/);
    await keepPicture(phone, "approved-with-3ds");

    const old = await shop.settled(order, ({ successor }) => successor?.status === "complete");
    const successor = await deskApi.order(old.successor?.orderNumber ?? "");
    expect(successor.coverage.secured.amountMinor).toBe(24_118);
    const intent = await gatewaySandbox.intent(successor.authorizations[0]?.gatewayReference);
    expect(intent).toMatchObject({ held: 24_118, captured: 0 });
  });

  test("DC-7: the customer who closes the gateway's page too early is approved all the same", async ({ phone }) => {
    const order = await shop.dearerOrder();
    const pay = new PayPage(phone);
    await pay.open(await askCustomer(order));
    await pay.choose("Another card");
    await pay.approve();
    const gateway = new GatewayPage(phone);
    await gateway.isOpen();
    await phone.route("**/pay/return**", (route) => route.abort());
    await gateway.payWith("4242 4242 4242 4242");
    await shop.settled(order, ({ successor }) => successor?.status === "complete");
  });

  test("H07 H27: approving twice, by a double tap or the back button, authorizes once", async ({ phone }) => {
    const order = await shop.dearerOrder();
    const link = await askCustomer(order);
    const pay = new PayPage(phone);
    await pay.open(link);
    await pay.choose(/Visa/);
    await phone.getByRole("button", { name: /^Approve / }).dblclick();
    await pay.says(/^(Thank you|Already approved|Your bank is checking)/);
    const old = await shop.settled(order, ({ successor }) => successor?.status === "complete");
    await pay.open(link);
    await pay.says(/Already approved|Thank you/);
    const successor = await deskApi.order(old.successor?.orderNumber ?? "");
    expect(successor.authorizations.filter(({ status }) => status === "authorized")).toHaveLength(1);
  });
});

/** What only the mail itself can know: its link, the code that the page shows too, and the minute in which it was sent. */
function withoutSecrets(text: string | null | undefined): string {
  return (text ?? "")
    .replace(/\(the customer's own link stands here\)|https?:\/\/\S+\/pay\/\S+/g, "LINK")
    .replace(/the code \S+;/, "the code CODE;")
    .replace(/\d\d:\d\d(?= \()/, "TIME")
    .replace(/\s+/g, " ")
    .trim();
}
