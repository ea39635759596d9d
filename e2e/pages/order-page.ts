import { expect, type Locator, type Page } from "@playwright/test";

/** The record of one order. */
export class OrderPage {
  readonly nextStep: Locator;
  readonly invoices: Locator;
  readonly shipments: Locator;
  readonly methods: Locator;
  readonly ledger: Locator;
  readonly timeline: Locator;
  readonly chain: Locator;

  constructor(readonly page: Page) {
    this.nextStep = page.getByRole("region", { name: "Next step" });
    this.invoices = page.getByRole("region", { name: /^Invoices/ });
    this.shipments = page.getByRole("region", { name: /^Shipments/ });
    this.methods = page.getByRole("region", { name: /^Payment methods(?!, table)/ });
    this.ledger = page.getByRole("region", { name: /^Money ledger(?!, table)/ });
    this.timeline = page.getByRole("region", { name: "Timeline" });
    this.chain = page.getByRole("list", { name: "Linked orders" });
  }

  async open(orderNumber: string): Promise<void> {
    await this.page.goto(`/orders/${orderNumber}`);
    await this.isOf(orderNumber);
  }

  async isOf(orderNumber: string): Promise<void> {
    await expect(this.page.getByRole("heading", { level: 1, name: orderNumber })).toBeVisible();
  }

  /** One of the seven facts under the heading. */
  fact(label: string): Locator {
    return this.page.locator(".facts > *", { has: this.page.getByText(label, { exact: true }) });
  }

  /** An act of the record: a button of its own, or in the menu beside them. */
  async act(label: string): Promise<void> {
    const own = this.page.getByRole("button", { name: label, exact: true });
    const more = this.page.getByRole("button", { name: "More actions" });
    await expect(own.or(more).first()).toBeVisible();
    if (await own.isVisible()) return own.click();
    await more.click();
    await this.page.getByRole("menuitem", { name: label }).click();
  }
}
