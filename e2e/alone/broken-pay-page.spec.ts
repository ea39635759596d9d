import { askCustomer } from "../fixtures/ask-customer";
import { expect, test } from "../fixtures/desk-test";
import { expectAccessible } from "../fixtures/expect-accessible";
import { keepFaces } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";
import { shopDatabase } from "../fixtures/shop-database";
import { PayPage } from "../pages/pay-page";

const languages = [
  ["English", "en", "This page could not be shown", "Try again"],
  ["Deutsch", "de", "Diese Seite konnte nicht angezeigt werden", "Noch einmal versuchen"],
  ["Français", "fr", "Cette page n’a pas pu être affichée", "Réessayer"],
  ["Español", "es", "No se ha podido mostrar esta página", "Volver a intentarlo"],
] as const;

test.describe("The customer's page when it cannot be read", () => {
  test("FD-4 MR4-40: says in the customer's language that nothing happened, shows nothing of the fault, and comes back on a press", async ({
    phone,
  }) => {
    const order = await shop.dearerOrder();
    const pay = new PayPage(phone);
    await pay.open(await askCustomer(order));
    const title = await pay.title.textContent();
    const setZone = (zone: string) =>
      shopDatabase.run(`UPDATE accounts SET time_zone = '${zone}' WHERE external_id = '${order.customer.externalId}'`);
    for (const [language, code, words, again] of languages) {
      await phone.goto("/pay");
      await phone.locator(".pay-lang summary").click();
      await phone.getByRole("link", { name: language }).click();
      await expect(phone.locator("html")).toHaveAttribute("lang", code);
      await setZone("Nowhere/Nothing");
      try {
        await phone.goto("/pay");
        await expect(pay.title).toHaveText(words);
        await expect(phone.locator("body")).not.toContainText(/RangeError|Nowhere|time zone/);
        await expectAccessible(phone, `broken page in ${language}`);
        await keepFaces(phone, `broken-${language}`);
      } finally {
        await setZone("Europe/Madrid");
      }
      await phone.getByRole("button", { name: again }).click();
      await expect(pay.title).not.toHaveText(words);
    }
    expect(title).toBeTruthy();
  });
});
