import type { Locator, Page } from "@playwright/test";

/** What stands between a press and money: it names the amount and waits. */
export class ActDialog {
  readonly box: Locator;

  constructor(readonly page: Page) {
    this.box = page.getByRole("dialog");
  }

  async confirm(verb: string | RegExp): Promise<void> {
    await this.box.getByRole("button", { name: verb }).click();
  }
}
