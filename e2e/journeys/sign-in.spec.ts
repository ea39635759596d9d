import { demoPassword } from "../../lib/auth/demo-staff";
import { emailOf, expect, test } from "../fixtures/desk-test";
import { HomePage } from "../pages/home-page";
import { SignInPage } from "../pages/sign-in-page";

test.describe("Signing in", () => {
  test("a wrong password lets nobody in and says so; the right one opens the unpaid orders", async ({ page }) => {
    const signIn = new SignInPage(page);
    await page.goto("/");
    await expect(page).toHaveURL(/\/sign-in/);

    await signIn.signIn(emailOf("csr"), "not-the-password");
    await expect(page.getByRole("alert").filter({ hasText: "do not match" })).toBeVisible();
    await expect(page).toHaveURL(/\/sign-in/);

    await signIn.signIn(emailOf("csr"), demoPassword);
    await signIn.leave();
    await expect(new HomePage(page).heading).toBeVisible();
  });

  test("MR4-20: after signing in, only a page of the desk can follow", async ({ page, baseURL }) => {
    const signIn = new SignInPage(page);
    await signIn.open("https://evil.example.com/");
    await signIn.signIn(emailOf("supervisor"), demoPassword);
    await signIn.leave();
    expect(new URL(page.url()).origin).toBe(baseURL);
  });
});
