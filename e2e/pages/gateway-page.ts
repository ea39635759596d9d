import { expect, type Page } from "@playwright/test";

/** The gateway's own page, the only one where a card number is typed. */
export class GatewayPage {
  constructor(readonly page: Page) {}

  async isOpen(): Promise<void> {
    await expect(this.page.getByLabel("Card number")).toBeVisible();
  }

  async payWith(cardNumber: string): Promise<void> {
    await this.page.getByLabel("E-mail").fill("customer@example.com");
    await this.page.getByLabel("Card number").fill(cardNumber);
    await this.page.getByLabel("Expiry (MM / YY)").fill("12 / 34");
    await this.page.getByLabel("Security code").fill("123");
    await this.page.getByLabel("Name on card").fill("A Customer");
    await this.page.getByRole("button", { name: /^(Authorize|Pay) / }).click();
  }

  async authenticate(outcome: "Complete authentication" | "Fail authentication"): Promise<void> {
    await this.page.getByRole("button", { name: outcome }).click();
  }
}
