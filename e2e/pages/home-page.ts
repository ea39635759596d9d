import { expect, type Locator, type Page } from "@playwright/test";

/** Home: the unpaid panel on top, the five others below. */
export class HomePage {
  readonly heading: Locator;
  readonly unpaid: Locator;
  readonly unpaidRows: Locator;

  constructor(readonly page: Page) {
    this.heading = page.getByRole("heading", { level: 1, name: "Unpaid orders" });
    this.unpaid = page.getByRole("grid", { name: "Unpaid orders" });
    this.unpaidRows = this.unpaid.locator("tr[data-row-id]");
  }

  async open(): Promise<void> {
    await this.page.goto("/");
    // The page answers once it has put the focus on a row; keys pressed before are lost.
    await expect(this.unpaid.locator("tr[data-row-id]:focus")).toHaveCount(1);
  }

  panel(title: string): Locator {
    return this.page.locator("section", { has: this.page.getByRole("heading", { name: title, exact: true }) });
  }
}
