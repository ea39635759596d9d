import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";

/** The re-triggered cart: what the customer is asked, beside the mail itself. */
export class AskApprovalPage {
  readonly preview: Locator;
  readonly mail: FrameLocator;
  readonly send: Locator;

  constructor(readonly page: Page) {
    this.preview = page.getByRole("region", { name: "Preview of the mail" });
    this.mail = page.frameLocator('iframe[title="The mail as the customer gets it"]');
    this.send = page.getByRole("button", { name: /^Send/ });
  }

  async isOpen(): Promise<void> {
    await expect(this.page.getByRole("heading", { name: /^Ask .* to approve$/ })).toBeVisible();
  }
}
