import { demoPassword } from "../../lib/auth/demo-staff";
import { type BuiltAction, builtActions, builtRoutes } from "../fixtures/built-doors";
import { callAction } from "../fixtures/call-action";
import { deskApi } from "../fixtures/desk-api";
import { emailOf, expect, test } from "../fixtures/desk-test";
import { doorValues } from "../fixtures/door-values";
import { keepFaces } from "../fixtures/keep-picture";
import { shop } from "../fixtures/shop";
import { SignInPage } from "../pages/sign-in-page";

/** Open on purpose, each with what stands there instead of a session. */
const openPages = new Set(["/sign-in", "/pay", "/pay/return", "/dev/inbox", "/dev/inbox/none"]);
const openRoutes = new Set([
  "/icon.svg",
  "/api/auth/session",
  "/api/health",
  "/api/metrics",
  "/api/test/clock",
  "/api/v1/openapi.json",
  "/api/webhooks/stripe",
  "/pay/language",
  `/pay/${"A".repeat(43)}`,
]);

test.describe("Locked doors", () => {
  test("MR4-1 I17: every page without a session leads to signing in", async ({ request }) => {
    const { orderNumber } = await shop.confirmedOrder();
    const pages = builtRoutes(doorValues(orderNumber)).filter(
      ({ kind, path }) => kind === "page" && !openPages.has(path),
    );
    expect(pages.length).toBeGreaterThan(8);
    for (const { path } of pages) {
      const answer = await request.get(path, { maxRedirects: 0 });
      expect([303, 307], `${path} ${answer.status()}`).toContain(answer.status());
      expect(new URL(answer.headers().location ?? "", "http://desk").pathname).toBe("/sign-in");
      expect(await answer.text()).not.toContain("Payment methods");
    }
  });

  test("MR4-1 I17: every route without a key or a pass refuses, by every method", async ({ request }) => {
    const { orderNumber } = await shop.confirmedOrder();
    const before = await deskApi.order(orderNumber);
    const routes = builtRoutes(doorValues(orderNumber)).filter(
      ({ kind, path }) => kind === "route" && !openRoutes.has(path),
    );
    expect(routes.length).toBeGreaterThan(12);
    for (const { path } of routes) {
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
        const answer = await request.fetch(path, { method, data: {}, maxRedirects: 0 });
        expect([401, 403, 404, 405], `${method} ${path} ${answer.status()}`).toContain(answer.status());
      }
    }
    for (const key of ["pk_wrong", "", "pk_test_browser_journey"]) {
      expect((await deskApi.ask("GET", `/orders/${orderNumber}`, undefined, key)).status).toBe(401);
    }
    expect(await deskApi.order(orderNumber)).toEqual(before);
  });

  test("MR4-40: a path that is no text is refused by the API, not found as a page, and breaks nothing", async ({
    desk,
  }) => {
    for (const sign of ["%", "%ff"]) {
      expect((await deskApi.ask("GET", `/orders/${sign}`)).status).toBe(422);
      expect((await desk.request.get(`/orders/${sign}`)).status()).toBe(404);
    }
  });

  test("MR4-1 I17: every server action without a session refuses", async ({ request, desk }) => {
    const { orderNumber } = await shop.confirmedOrder();
    const before = await deskApi.order(orderNumber);
    const actions = builtActions().filter(({ file }) => !file.includes("(auth)"));
    expect(actions.length).toBeGreaterThan(10);
    for (const action of actions) {
      const { status, text } = await callAction(request, action, orderNumber);
      const isRefused = text.includes("not_signed_in") || /^1:E\{"digest"/m.test(text) || status >= 300;
      expect(isRefused, `${action.name} answered ${status} ${text.slice(0, 300)}`).toBe(true);
    }
    expect(await deskApi.order(orderNumber)).toEqual(before);

    // The very same calls with a session do work, so that it was the session that was missed.
    for (const name of ["claimOrder", "findRecord"]) {
      const { text } = await callAction(desk.context().request, only(actions, name), orderNumber);
      expect(text, name).toMatch(/"status":"ok"|"kind":"order"/);
    }
  });

  test("MR4-7 AU-1: framework headers open nothing", async ({ request }) => {
    const tricks = [
      { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
      { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
      { "x-middleware-rewrite": "/unpaid" },
      { rsc: "1" },
      { rsc: "1", "next-router-prefetch": "1" },
      { "x-paydesk-path": "/sign-in" },
    ];
    for (const headers of tricks) {
      const answer = await request.get("/unpaid", { headers, maxRedirects: 0 });
      expect(await answer.text(), JSON.stringify(headers)).not.toContain("Do next");
      expect([303, 307]).toContain(answer.status());
    }
  });

  test("MR4-2 W33: what a role may not do is not offered, and its pages are closed", async ({ deskAs }) => {
    const csr = await deskAs("csr");
    await csr.goto("/");
    await expect(csr.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Team" })).toHaveCount(0);
    expect((await csr.goto("/team"))?.status()).toBe(403);

    const supervisor = await deskAs("supervisor");
    expect((await supervisor.goto("/team"))?.status()).toBe(200);

    const order = await shop.confirmedOrder();
    await deskApi.ask("POST", `/orders/${order.orderNumber}/fraud-stop`, { reason: "looks odd" });
    for (const [page, isAllowed] of [
      [csr, false],
      [supervisor, true],
    ] as const) {
      await page.goto(`/orders/${order.orderNumber}`);
      await expect(page.getByText(/stopped for fraud/i).first()).toBeVisible();
      const onBanner = page
        .getByRole("region", { name: "Next step" })
        .getByRole("button", { name: "Lift the fraud stop" });
      await expect(onBanner).toHaveCount(isAllowed ? 1 : 0);
      await page.getByRole("button", { name: "More actions" }).click();
      await expect(page.getByRole("menu").or(page.getByRole("dialog"))).toBeVisible();
      await expect(page.getByRole("menuitem", { name: "Lift the fraud stop" })).toHaveCount(isAllowed ? 1 : 0);
    }
  });

  test("P21 I14: whoever may lift a fraud stop does so on the banner that tells of it, with a reason", async ({
    deskAs,
  }) => {
    const supervisor = await deskAs("supervisor");
    const order = await shop.confirmedOrder();
    await deskApi.ask("POST", `/orders/${order.orderNumber}/fraud-stop`, { reason: "looks odd" });
    await supervisor.goto(`/orders/${order.orderNumber}`);
    const banner = supervisor.getByRole("region", { name: "Next step" });
    await expect(banner).toContainText("Stopped for fraud");
    await keepFaces(supervisor, "fraud-stop-banner");
    await banner.getByRole("button", { name: "Lift the fraud stop" }).click();
    const dialog = supervisor.getByRole("dialog");
    await dialog.getByRole("textbox").fill("The customer called and named the order");
    await dialog.getByRole("button", { name: "Lift the fraud stop" }).click();
    await expect(banner.getByText("Stopped for fraud")).toHaveCount(0);
  });

  test("MR4-12: signing out ends the session on the server", async ({ browser }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const signIn = new SignInPage(page);
    await signIn.open();
    await signIn.signIn(emailOf("administrator"), demoPassword);
    await signIn.leave();
    const stolen = await context.storageState();
    await page.getByRole("button", { name: /your account$/ }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(/\/sign-in/);
    await context.close();

    const thief = await browser.newContext({ storageState: stolen });
    const answer = await thief.request.get("/unpaid", { maxRedirects: 0 });
    expect([303, 307]).toContain(answer.status());
    await thief.close();
  });
});

function only(actions: readonly BuiltAction[], name: string): BuiltAction {
  const [found] = actions.filter((action) => action.name === name);
  if (!found) throw new Error(`The build has no action ${name}.`);
  return found;
}

test("P10: a page that a role lacks, or that is not there, stands inside the desk; settings that it may read are led to", async ({
  deskAs,
}) => {
  const desk = await deskAs("payment_administrator");
  for (const [path, title] of [
    ["/team", "Your role does not include this"],
    ["/orders/no-such-order", "There is nothing here"],
  ] as const) {
    await desk.goto(path);
    await expect(desk.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(desk.locator("main")).toHaveCount(1);
  }
  await desk.getByRole("link", { name: "Audit" }).click();
  await desk.getByRole("link", { name: "Webhooks" }).click();
  await expect(desk.getByRole("heading", { level: 1, name: "Webhooks" })).toBeVisible();
});
