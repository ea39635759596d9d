import type { Page } from "@playwright/test";
import { askCustomer } from "../fixtures/ask-customer";
import { deskApi } from "../fixtures/desk-api";
import { expect, phoneScreen, test } from "../fixtures/desk-test";
import { expectAccessible } from "../fixtures/expect-accessible";
import { gatewaySandbox } from "../fixtures/gateway-sandbox";
import { approvalLink, inbox } from "../fixtures/inbox";
import { keepPicture } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";
import { AskApprovalPage } from "../pages/ask-approval-page";
import { GatewayPage } from "../pages/gateway-page";
import { OrderPage } from "../pages/order-page";
import { PayPage } from "../pages/pay-page";

const requestCard = (page: Page) => page.getByRole("region", { name: "Request to the customer" });

test.setTimeout(120_000);

test.describe("Reaching the customer", () => {
  test("H29: a request is called back while its mail is held, and the customer never hears of it", async ({ desk }) => {
    const order = await shop.dearerOrder();
    await desk.goto(`/orders/${order.orderNumber}/ask-approval`);
    await new AskApprovalPage(desk).send.click();
    await desk.getByRole("button", { name: "Undo" }).click();
    await expect(desk.getByText("Taken back. The mail does not leave.")).toBeVisible();
    expect((await deskApi.order(order.orderNumber)).approvalRequests[0]?.status).toBe("withdrawn");

    // The next mail to this address is the first one.
    const link = await askCustomer(order);
    const mails = await inbox.mailsTo(order.customer.email);
    expect(mails).toHaveLength(1);
    expect(link).toBe(approvalLink(mails[0]));
  });

  test("H24 H29: a mail is put off until tomorrow, stands as such on the list and the order, and is sent at once all the same", async ({
    desk,
  }) => {
    const order = await shop.dearerOrder();
    await desk.goto(`/orders/${order.orderNumber}/ask-approval`);
    await desk.getByLabel("Send", { exact: true }).selectOption({ label: "Tomorrow, 09:00" });
    await new AskApprovalPage(desk).send.click();
    await expect(desk.getByText(/^The mail to .* leaves .*09:00/)).toBeVisible();
    await new OrderPage(desk).isOf(order.orderNumber);
    await expect(requestCard(desk)).toContainText("leaves");
    await keepPicture(desk, "waiting-mail");
    await desk.goto("/approvals?state=not_sent");
    await expect(desk.getByRole("row", { name: new RegExp(order.orderNumber) })).toContainText("Not sent yet");
    await new OrderPage(desk).open(order.orderNumber);
    await requestCard(desk).getByRole("button", { name: "Send now" }).click();
    const [mail] = await inbox.mailsTo(order.customer.email);
    expect(approvalLink(mail)).toContain("/pay/");
    await expect(requestCard(desk)).toContainText("sent");
    await expectAccessible(desk, "order with a request that was sent");
  });

  test("H13 H29: a link is copied and a code is read out; each leads to the same page, is shown once and is on record", async ({
    desk,
    phone,
    browser,
  }) => {
    const order = await shop.dearerOrder();
    await askCustomer(order);
    const record = new OrderPage(desk);
    await record.open(order.orderNumber);
    await requestCard(desk).getByRole("button", { name: "Copy link" }).click();
    const link = await desk.getByLabel("Link for the customer").inputValue();
    await expectAccessible(desk, "order with a link to copy");
    const pay = new PayPage(phone);
    await pay.open(link);
    await expect(pay.amount).toContainText("241.18");

    await requestCard(desk).getByRole("button", { name: "Code to read out" }).click();
    const code = await desk.getByLabel("Code to read out").inputValue();
    expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    await keepPicture(desk, "code-to-read-out");
    const other = await (await browser.newContext(phoneScreen)).newPage();
    await other.goto("/pay");
    const enter = async (typed: string) => {
      await other.getByLabel(/read out a code/).fill(typed);
      await other.getByRole("button", { name: "Show my order" }).click();
    };
    await enter("AAAA-CCCC");
    await expect(other.getByRole("main").getByRole("alert")).toContainText("We do not know this code");
    await expectAccessible(other, "a wrong code");
    await keepPicture(other, "wrong-code");
    await enter(code.toLowerCase().replace("-", " "));
    await expect(new PayPage(other).amount).toContainText("241.18");
    await other.context().clearCookies();
    await other.goto("/pay");
    await enter(code);
    await expect(other.getByRole("main").getByRole("alert")).toBeVisible();
    await other.context().close();

    await record.open(order.orderNumber);
    await expect(record.timeline).toContainText("copied a link for the customer");
    await expect(record.timeline).toContainText("made a code to read out");
    await expect(desk.getByLabel("Link for the customer")).toHaveCount(0);
    expect(await desk.content()).not.toContain(link.split("/pay/")[1] ?? "none");
  });

  test("H13: on the phone with the customer a CSR sees them open the page and their bank refuse, without a reload", async ({
    desk,
    phone,
  }) => {
    const order = await shop.dearerOrder();
    const { customerToken: customer } = order.customer;
    await gatewaySandbox.fault({ action: "decline", operation: "authorize", customer, declineCode: "do_not_honor" });
    const link = await askCustomer(order);
    await new OrderPage(desk).open(order.orderNumber);
    await expect(requestCard(desk)).toContainText("not yet");
    const pay = new PayPage(phone);
    await pay.open(link);
    await expect(async () => {
      await phone.mouse.move(20, 20);
      await phone.mouse.move(40, 40);
      expect((await deskApi.order(order.orderNumber)).approvalRequests[0]?.status).toBe("opened");
    }).toPass();
    await expect(requestCard(desk).getByText("Opened, done")).toBeVisible();
    await pay.choose(/Visa/);
    await pay.approve();
    await pay.says("Your bank did not approve this");
    await expect(requestCard(desk)).toContainText("declined");
    await keepPicture(desk, "watched-live");
  });

  test("H10 H13: a CSR opens the gateway's own page for a customer on the phone, and no card touches a form of ours", async ({
    desk,
  }) => {
    const order = await shop.dearerOrder();
    await askCustomer(order);
    await new OrderPage(desk).open(order.orderNumber);
    const opened = desk.waitForEvent("popup");
    await requestCard(desk).getByRole("button", { name: "Open the payment page for the customer" }).click();
    const tab = await opened;
    const gateway = new GatewayPage(tab);
    await gateway.isOpen();
    await gateway.payWith("4242 4242 4242 4242");
    await shop.settled(order, ({ successor }) => successor?.status === "complete");
    const record = new OrderPage(desk);
    await record.open(order.orderNumber);
    await expect(record.timeline).toContainText("by phone");
  });
});
