import { demoPassword } from "../../lib/auth/demo-staff";
import { emailOf, expect, test } from "../fixtures/desk-test";
import { expectAccessible } from "../fixtures/expect-accessible";
import { keepFaces } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";
import { SignInPage } from "../pages/sign-in-page";

test.describe("What was typed stays", () => {
  test("where the session has ended: the same person signs in over the page, and the note and the dialog go on", async ({
    page,
  }) => {
    const { orderNumber } = await shop.refusedOrder();
    const signIn = new SignInPage(page);
    await signIn.open(`/orders/${orderNumber}`);
    await signIn.signIn(emailOf("csr"), demoPassword);
    await signIn.leave();

    const note = page.getByRole("textbox", { name: "Note" });
    await note.fill("She calls back at noon.");
    await page.context().clearCookies({ name: "paydesk-session" });
    await page.getByRole("button", { name: "Add note" }).click();
    const asking = page.getByRole("dialog", { name: "Your session has ended" });
    await expect(asking.getByLabel("Work e-mail")).toHaveValue(emailOf("csr"));
    await expectAccessible(page, "a session that has ended");
    await keepFaces(page, "session-ended");
    await page.keyboard.type("not-the-password");
    await page.keyboard.press("Enter");
    await expect(asking.getByRole("alert").filter({ hasText: "do not match" })).toBeVisible();
    await asking.getByLabel("Password", { exact: true }).fill(demoPassword);
    await page.keyboard.press("Enter");
    await expect(asking).toHaveCount(0);
    await expect(page).toHaveURL(new RegExp(`/orders/${orderNumber}$`));
    await expect(note).toHaveValue("She calls back at noon.");
    await page.getByRole("button", { name: "Add note" }).click();
    await expect(note).toHaveValue("");

    await page.goto(`/orders/${orderNumber}/confirm`);
    await page.getByRole("button", { name: "Ask for an override" }).click();
    const reason = page.getByRole("dialog").getByLabel("Reason");
    await reason.fill("He pays on Monday.");
    await page.context().clearCookies({ name: "paydesk-session" });
    // Noticed by the page itself, before anybody acts.
    await expect(asking).toBeVisible();
    await page.keyboard.type(demoPassword);
    await page.keyboard.press("Enter");
    await expect(asking).toHaveCount(0);
    await expect(reason).toHaveValue("He pays on Monday.");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByText("A supervisor is asked.")).toBeVisible();
  });

  test("where the desk cannot be reached: an act says so, and the page that was asked for opens when it is back", async ({
    desk,
  }) => {
    const { orderNumber } = await shop.refusedOrder();
    await desk.goto(`/orders/${orderNumber}`);
    const note = desk.getByRole("textbox", { name: "Note" });
    await note.fill("She calls back at noon.");
    await desk.context().setOffline(true);
    const strip = desk.getByRole("status").filter({ hasText: "The desk cannot be reached." });
    await expect(strip).toBeVisible();
    await keepFaces(desk, "desk-not-reached");
    await desk.getByRole("button", { name: "Add note" }).click();
    await expect(desk.getByRole("alert").filter({ hasText: "could not be reached" })).toBeVisible();
    await desk.getByRole("link", { name: /^Unpaid/ }).click();
    await expect(strip).toContainText("opens by itself");
    await desk.getByRole("button", { name: "Add note" }).click();
    await expect(desk.getByRole("alert").filter({ hasText: "Nothing was sent" })).toBeVisible();
    await expect(note).toHaveValue("She calls back at noon.");
    await desk.context().setOffline(false);
    await expect(desk).toHaveURL(/\/unpaid$/);
    await expect(strip).toHaveCount(0);
  });
});
