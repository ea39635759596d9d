import { expect, phoneScreen, test } from "../fixtures/desk-test";
import { expectAccessible } from "../fixtures/expect-accessible";
import { shop } from "../fixtures/shop";

const screens = [
  { name: "wide desk", options: {} },
  { name: "phone", options: phoneScreen },
] as const;

const pages = [
  "/",
  "/unpaid",
  "/expiring",
  "/captures",
  "/approvals",
  "/orders",
  "/customers",
  "/team",
  "/audit",
  "/team/fields",
  "/team/rules",
  "/team/webhooks",
  "/unconfirmed",
  "/unapplied",
  "/dev/inbox",
];

test.setTimeout(180_000);

for (const { name, options } of screens) {
  test.describe(`Accessible on a ${name}`, () => {
    test(`axe finds nothing on the lists, light and dark, ${name}`, async ({ deskAs }) => {
      const page = await deskAs("supervisor", options);
      for (const path of pages) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
        await expectAccessible(page, path);
      }
    });

    test(`axe finds nothing on records, dialogs and menus, light and dark, ${name}`, async ({ deskAs }) => {
      const [dearer, failed] = [await shop.dearerOrder(), await shop.failedCapture()];
      const page = await deskAs("supervisor", options);
      await page.goto(`/orders/${dearer.orderNumber}`);
      await expectAccessible(page, "record of a dearer order");
      await page.getByRole("link", { name: dearer.customer.name }).first().click();
      await expect(page).toHaveURL(/\/customers\//);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page, "customer");

      await page.goto(`/orders/${dearer.orderNumber}`);
      await page.getByRole("region", { name: "Next step" }).getByText("Ask customer").click();
      await expect(page.getByRole("region", { name: "Preview of the mail" })).toBeVisible();
      await expectAccessible(page, "asking for approval, over the record");
      const mail = await page.getByTitle("The mail as the customer gets it").getAttribute("srcdoc");
      await page.goto(`/orders/${dearer.orderNumber}/ask-approval`);
      await expectAccessible(page, "asking for approval, a page of its own");

      await page.goto(`/orders/${dearer.orderNumber}/confirm`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page, "confirming payments");
      await page.keyboard.press("a");
      await expect(page.getByRole("region", { name: "Add a method" })).toBeVisible();
      await page.getByRole("button", { name: /^Edit, Visa/ }).click();
      await expectAccessible(page, "confirming payments, a method being added and an amount edited");

      await page.goto(`/orders/${dearer.orderNumber}/lineage`);
      await expectAccessible(page, "chain of linked orders, a page of its own");

      await page.goto(`/orders/${failed.orderNumber}`);
      await expectAccessible(page, "record of a failed capture");
      await page
        .getByRole("button", { name: /^Capture again/ })
        .first()
        .click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page, "dialog that moves money", '[role="dialog"]');
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "More actions" }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await expectAccessible(page, "menu of acts", '[role="menu"]');
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: /your account$/ }).click();
      await expectAccessible(page, "own account");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Help and keys" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page, "key sheet", '[role="dialog"]');
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page, "palette", '[role="dialog"]');
      await page.goto("about:blank");
      await page.setContent(mail ?? "");
      await expectAccessible(page, "the mail itself");
    });

    test(`axe finds nothing on signing in and on pages that are not there, ${name}`, async ({ deskAs, browser }) => {
      const context = await browser.newContext(options);
      const visitor = await context.newPage();
      await visitor.goto("/sign-in");
      await expectAccessible(visitor, "sign-in");
      await visitor.getByLabel("Work e-mail").fill("nobody@demo.test");
      await visitor.getByLabel("Password", { exact: true }).fill("wrong");
      await visitor.getByRole("button", { name: "Sign in" }).click();
      await expect(visitor.getByRole("alert").first()).toBeVisible();
      await expectAccessible(visitor, "sign-in, refused");
      await context.close();

      const page = await deskAs("csr", options);
      await page.goto("/orders/there-is-none");
      await expectAccessible(page, "no such order");
      await page.goto("/team");
      await expectAccessible(page, "not permitted");
    });
  });
}
