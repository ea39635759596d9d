import { askCustomer } from "../fixtures/ask-customer";
import { expect, phoneScreen, test } from "../fixtures/desk-test";
import { expectAccessible } from "../fixtures/expect-accessible";
import { approvalLink, inbox } from "../fixtures/inbox";
import { shop } from "../fixtures/shop";
import { advanceClock } from "../fixtures/shop-clock";
import { PayPage } from "../pages/pay-page";

const daysBeyondTheLink = 8;

test.describe("A link that has ended", () => {
  test("H10 H30: says so, harms nothing, and the customer sends themselves a new one", async ({ browser }) => {
    const order = await shop.dearerOrder();
    const link = await askCustomer(order);
    await advanceClock(daysBeyondTheLink);
    await shop.settled(order, ({ approvalRequests }) => approvalRequests[0]?.status === "expired");
    for (const screen of [phoneScreen, { viewport: { width: 1440, height: 900 } }]) {
      const context = await browser.newContext(screen);
      const page = await context.newPage();
      const pay = new PayPage(page);
      await pay.open(link);
      await pay.says("This link has ended");
      await expectAccessible(page, "link ended");
      await context.close();
    }
    const context = await browser.newContext(phoneScreen);
    const pay = new PayPage(await context.newPage());
    await pay.open(link);
    await pay.page.getByRole("button", { name: "Send me a new link" }).click();
    const mails = await inbox.mailsTo(order.customer.email, 2);
    await pay.open(approvalLink(mails.at(-1)));
    await expect(pay.amount).toContainText("241.18");
    await context.close();
  });
});
