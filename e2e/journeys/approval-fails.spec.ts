import { askCustomer } from "../fixtures/ask-customer";
import { expect, test } from "../fixtures/desk-test";
import { gatewaySandbox } from "../fixtures/gateway-sandbox";
import { approvalLink, inbox } from "../fixtures/inbox";
import { keepPicture } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";
import { AskApprovalPage } from "../pages/ask-approval-page";
import { OrderPage } from "../pages/order-page";
import { PayPage } from "../pages/pay-page";

test.describe("An approval that fails", () => {
  test("H12 H13: a refused card makes a task in the unpaid list, and the customer can try another way", async ({
    desk,
    phone,
  }) => {
    const order = await shop.dearerOrder();
    const { customerToken } = order.customer;
    const refusal = { declineCode: "insufficient_funds", count: null };
    await gatewaySandbox.fault({ action: "decline", operation: "authorize", customer: customerToken, ...refusal });
    const pay = new PayPage(phone);
    await pay.open(await askCustomer(order));
    await pay.choose(/Visa/);
    await pay.approve();
    await pay.says("Your bank did not approve this");
    await expect(phone.locator("main")).not.toContainText(/insufficient|fraud/i);
    await keepPicture(phone, "refused-by-bank");

    const truth = await shop.settled(order, ({ worklist }) => worklist.some(({ list }) => list === "unpaid"));
    expect(truth.status).not.toBe("cancelled");
    expect(truth.successor?.status).not.toBe("complete");
    await desk.goto("/unpaid?reason=approval_payment_failed");
    await expect(desk.locator(`tr[data-row-id="${order.orderNumber}"]`)).toContainText("Approved, not paid");

    await phone.getByRole("link", { name: "Try another way" }).click();
    await expect(phone.getByRole("radio", { name: "Another card" })).toBeVisible();
  });

  test("H12 H32: a customer who does not agree makes a task, with the reason", async ({ desk, phone }) => {
    const order = await shop.dearerOrder();
    const pay = new PayPage(phone);
    await pay.open(await askCustomer(order));
    await phone.getByRole("link", { name: "I do not agree" }).click();
    await phone.getByLabel(/Want to say why/).fill("Too dear for an old lens");
    await phone.getByRole("button", { name: "I do not agree" }).click();
    await pay.says("Thank you for telling us");

    await shop.settled(order, ({ worklist }) => worklist.some(({ reason }) => reason === "customer_declined"));
    const record = new OrderPage(desk);
    await record.open(order.orderNumber);
    await expect(record.timeline).toContainText("does not agree");
    await expect(record.timeline).toContainText("Too dear for an old lens");
  });

  test("H30 PR-3: re-triggered twice, only the newest link works; the older one says so and charges nothing", async ({
    desk,
    phone,
  }) => {
    const order = await shop.dearerOrder();
    await askCustomer(order);
    const page = new OrderPage(desk);
    await page.open(order.orderNumber);
    await desk.keyboard.press("r");
    const ask = new AskApprovalPage(desk);
    await ask.isOpen();
    await ask.send.click();
    const [first, second] = await inbox.mailsTo(order.customer.email, 2);

    const pay = new PayPage(phone);
    await pay.open(approvalLink(first));
    await pay.says("A newer request is in your mail");
    await expect(phone.getByRole("button", { name: /^Approve / })).toHaveCount(0);
    await keepPicture(phone, "replaced-link");

    await pay.open(approvalLink(second));
    await pay.choose(/Visa/);
    await pay.approve();
    await pay.says(/^Thank you/);
    await pay.open(approvalLink(first));
    await pay.says(/newer request|Already approved/);
  });

  test("a question reaches the desk, and the link goes on working", async ({ desk, phone }) => {
    const order = await shop.dearerOrder();
    const link = await askCustomer(order);
    const pay = new PayPage(phone);
    await pay.open(link);
    await phone.getByRole("link", { name: "Ask a question" }).click();
    await phone.getByLabel(/Your question/).fill("Can I pay half of it next month?");
    await phone.getByRole("button", { name: "Send" }).click();
    await pay.says("Your question is with us");
    const record = new OrderPage(desk);
    await record.open(order.orderNumber);
    await expect(record.timeline).toContainText("Can I pay half of it next month?");
    await pay.open(link);
    await expect(pay.amount).toContainText("241.18");
  });
});
