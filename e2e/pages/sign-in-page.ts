import type { Page } from "@playwright/test";

export class SignInPage {
  constructor(readonly page: Page) {}

  async open(returnTo?: string): Promise<void> {
    await this.page.goto(returnTo ? `/sign-in?returnTo=${encodeURIComponent(returnTo)}` : "/sign-in");
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.page.getByLabel("Work e-mail").fill(email);
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }

  /** Waits until the desk has let somebody in. */
  async leave(): Promise<void> {
    await this.page.waitForURL((url) => url.pathname !== "/sign-in");
  }
}
