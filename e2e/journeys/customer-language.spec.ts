import { deskApi } from "../fixtures/desk-api";
import { expect, phoneScreen, test } from "../fixtures/desk-test";
import { expectAccessible } from "../fixtures/expect-accessible";
import { inbox } from "../fixtures/inbox";
import { keepPicture } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";
import { AskApprovalPage } from "../pages/ask-approval-page";
import { PayPage } from "../pages/pay-page";

test.setTimeout(120_000);

test.describe("The customer's language", () => {
  test("H09 H10 H27: mail and page speak German to a German customer, the page another language on request, without script, and approving works in it", async ({
    browser,
  }) => {
    const order = await shop.dearerOrder({ locale: "de-DE" });
    await deskApi.askApproval(order.orderNumber);
    const [mail] = await inbox.mailsTo(order.customer.email);
    expect(mail?.subject).toBe(`Bitte geben Sie den neuen Betrag frei: Bestellung ${order.orderNumber}`);
    expect(mail?.text).toContain("241,18 USD");
    const link = /https?:\/\/\S+\/pay\/[\w-]{43}/.exec(mail?.text ?? "")?.[0] ?? "";

    const context = await browser.newContext({ ...phoneScreen, javaScriptEnabled: false });
    const pay = new PayPage(await context.newPage());
    await pay.open(link);
    await pay.says("Bitte geben Sie den neuen Betrag frei");
    await expect(pay.amount).toContainText("241,18");
    const before = await deskApi.order(order.orderNumber);
    await pay.page.getByText("DE", { exact: true }).click();
    await pay.page.getByRole("link", { name: "Français" }).click();
    await pay.says("Merci d'approuver le nouveau montant");
    expect(await deskApi.order(order.orderNumber)).toEqual(before);
    await pay.page.getByRole("button", { name: /^Approuver 241,18/ }).click();
    await pay.says(/^Merci, /);
    await context.close();
  });

  test("the page is as accessible in each language, with its languages open", async ({ phone }) => {
    const order = await shop.dearerOrder({ locale: "es" });
    await deskApi.askApproval(order.orderNumber);
    const [mail] = await inbox.mailsTo(order.customer.email);
    const pay = new PayPage(phone);
    await pay.open(/https?:\/\/\S+\/pay\/[\w-]{43}/.exec(mail?.text ?? "")?.[0] ?? "");
    await pay.says("Apruebe el nuevo importe, por favor");
    await phone.getByText("ES", { exact: true }).click();
    await expectAccessible(phone, "languages open");
    await keepPicture(phone, "spanish");
    for (const [name, part] of [
      ["Deutsch", "decline"],
      ["Français", "question"],
      ["English", "methods"],
    ] as const) {
      await phone.goto("/pay");
      await phone.locator(".pay-lang summary").click();
      await phone.getByRole("link", { name }).click();
      await phone.goto(`/pay?show=${part}`);
      await expectAccessible(phone, `${part} in ${name}`);
    }
    await phone.context().clearCookies();
    await phone.goto("/pay");
    await expectAccessible(phone, "no link");
  });

  test("H25: the preview is in the customer's language, and in another one when the CSR says so", async ({ desk }) => {
    const order = await shop.dearerOrder({ locale: "fr" });
    await desk.goto(`/orders/${order.orderNumber}/ask-approval`);
    const ask = new AskApprovalPage(desk);
    await expect(ask.mail.getByRole("link", { name: "Approuver le paiement de la commande" })).toBeVisible();
    await desk.getByLabel("Language of the mail").selectOption({ label: "Spanish" });
    await expect(ask.mail.getByRole("link", { name: "Aprobar el pago del pedido" })).toBeVisible();
    await keepPicture(desk, "preview-in-spanish");
  });
});
