import { expect, type Locator, type Page } from "@playwright/test";

/** The workbench of failed captures. */
export class CapturesPage {
  constructor(readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto("/captures");
    await expect(this.page.getByRole("heading", { level: 1, name: /^Failed captures/ })).toBeVisible();
  }

  row(orderNumber: string): Locator {
    return this.page.locator(`tr[data-row-id]`, { has: this.page.getByRole("link", { name: orderNumber }) });
  }

  /** Every try of the row in focus, with the gateway's own words. */
  detailOf(orderNumber: string): Locator {
    return this.page.getByRole("region", { name: new RegExp(`^${orderNumber}`) });
  }
}
