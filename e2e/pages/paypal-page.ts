import { expect, type Page } from "@playwright/test";

/** PayPal's own page, where the payer agrees or goes back. */
export class PaypalPage {
  constructor(readonly page: Page) {}

  async isOpen(): Promise<void> {
    await expect(this.page.getByRole("heading", { name: /with PayPal$/ })).toBeVisible();
  }

  async agreeAs(buyer: string): Promise<void> {
    await this.page.getByRole("radio", { name: new RegExp(buyer) }).check();
    await this.page.getByRole("button", { name: "Agree and Continue" }).click();
  }

  async cancel(): Promise<void> {
    await this.page.getByRole("button", { name: /^Cancel and return/ }).click();
  }
}
