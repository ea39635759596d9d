import { expect, type Locator, type Page } from "@playwright/test";

/** What the customer sees behind the link in the mail. */
export class PayPage {
  readonly title: Locator;
  readonly amount: Locator;

  constructor(readonly page: Page) {
    this.title = page.getByRole("heading", { level: 1 });
    this.amount = page.locator(".pay-amount");
  }

  async open(link: string): Promise<void> {
    await this.page.goto(link);
    await expect(this.title).toBeVisible();
  }

  async choose(method: string | RegExp): Promise<void> {
    await this.page.getByRole("radio", { name: method }).check();
  }

  async approve(): Promise<void> {
    await this.page.getByRole("button", { name: /^Approve / }).click();
  }

  async says(title: string | RegExp): Promise<void> {
    await expect(this.title).toHaveText(title);
  }
}
