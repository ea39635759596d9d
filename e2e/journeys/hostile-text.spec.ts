import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { askCustomer } from "../fixtures/ask-customer";
import { expect, test } from "../fixtures/desk-test";
import { inbox } from "../fixtures/inbox";
import { shop } from "../fixtures/shop";
import { OrderPage } from "../pages/order-page";
import { PayPage } from "../pages/pay-page";

const planted = `<img src=x onerror="window.planted=1"><script>window.planted=1</script>`;

test.describe("Text from outside stays text", () => {
  test("IN-1 MR4-29: markup in a name, a line and a note is shown, never run", async ({ desk, phone }) => {
    const order = await shop.dearerOrder({ customerName: `Eve ${planted}`, lineName: `Lens ${planted}` });
    const pages: [Page, string][] = [];
    const record = new OrderPage(desk);
    await record.open(order.orderNumber);
    await desk.getByLabel("Note", { exact: true }).fill(`Called. ${planted}`);
    await desk.getByRole("button", { name: "Add note" }).click();
    await expect(record.timeline).toContainText(planted);
    await expect(desk.getByRole("heading", { level: 1 }).locator("..")).toContainText(planted);
    pages.push([desk, "record"]);

    await new PayPage(phone).open(await askCustomer(order));
    await expect(phone.locator("main")).toContainText(planted);
    pages.push([phone, "customer's page"]);
    for (const path of ["/unpaid", "/approvals", "/customers", "/", "/dev/inbox"]) {
      await desk.goto(path);
      await expect(desk.getByRole("heading", { level: 1 }).first()).toBeVisible();
      pages.push([desk, path]);
      await isUntouched(desk, path);
    }
    for (const [page, name] of pages) await isUntouched(page, name);
    const [mail] = await inbox.mailsTo(order.customer.email);
    expect(mail?.html).not.toContain("<script>window.planted");
    expect(mail?.html).not.toContain("<img src=x");
  });

  test("MR4-24: a card number in a note is masked before anybody reads it", async ({ desk }) => {
    const order = await shop.confirmedOrder();
    const record = new OrderPage(desk);
    await record.open(order.orderNumber);
    await desk.getByLabel("Note", { exact: true }).fill("She read it out: 4242 4242 4242 4242, thanks");
    await desk.getByRole("button", { name: "Add note" }).click();
    await expect(record.timeline).toContainText("She read it out");
    await expect(desk.locator("body")).not.toContainText(/4242.?4242.?4242/);
  });

  test("MR4-16: a script planted in a page's own HTML does not run, on the desk nor before a customer", async ({
    desk,
    phone,
  }) => {
    const order = await shop.dearerOrder();
    const link = await askCustomer(order);
    await new PayPage(phone).open(link);
    for (const [page, path] of [
      [desk, "/"],
      [desk, `/orders/${order.orderNumber}`],
      [phone, "/pay"],
      [desk, "/sign-in"],
    ] as const) {
      const blocked: string[] = [];
      page.on("console", (line) => {
        if (/Content Security Policy/.test(line.text())) blocked.push(line.text());
      });
      await page.route(`**${path}`, async (route) => {
        if (!route.request().isNavigationRequest()) return route.continue();
        const answer = await route.fetch();
        const html = (await answer.text()).replace("</body>", `${planted}<script>window.planted=1</script></body>`);
        await route.fulfill({ response: answer, body: html });
      });
      await page.goto(path);
      expect(await page.content()).toContain("window.planted=1");
      await expect.poll(() => blocked.length, { message: path }).toBeGreaterThan(1);
      await isUntouched(page, path);
      await page.unrouteAll({ behavior: "ignoreErrors" });
    }
    for (const path of ["/", "/pay", "/sign-in"]) {
      const html = await (await (path === "/pay" ? phone : desk).context().request.get(path)).text();
      const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)([^>]*)>/g)].map(([, attributes]) => attributes ?? "");
      expect(inline.filter((attributes) => !/nonce="[^"]+"|type="application\/json"/.test(attributes))).toEqual([]);
    }
  });

  test("MR4-13 MR4-17 MR4-16: every answer carries its policies, and the session cookie is out of reach", async ({
    desk,
    phone,
    request,
  }) => {
    const order = await shop.dearerOrder();
    await new PayPage(phone).open(await askCustomer(order));
    const answers = [
      await desk.context().request.get("/"),
      await desk.context().request.get(`/orders/${order.orderNumber}`),
      await phone.context().request.get("/pay"),
      await request.get("/sign-in"),
      await request.get("/api/health"),
      await request.get("/api/v1/orders"),
    ];
    for (const answer of answers) {
      const headers = answer.headers();
      const policy = headers["content-security-policy"] ?? "";
      expect(policy, answer.url()).toContain("default-src 'none'");
      expect(policy).toMatch(/frame-ancestors 'none'/);
      expect(policy).toMatch(/base-uri 'none'/);
      expect(policy).not.toMatch(/script-src[^;]*'unsafe-/);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["cache-control"]).toContain("no-store");
      expect(headers["referrer-policy"]).toMatch(/^(same-origin|no-referrer)$/);
      expect(headers["x-powered-by"]).toBeUndefined();
    }
    for (const context of [desk.context(), phone.context()]) {
      const [cookie] = (await context.cookies()).filter(({ name }) => /session|pay$/.test(name));
      expect(cookie).toMatchObject({ httpOnly: true });
      expect(cookie?.sameSite).not.toBe("None");
    }
  });

  test("I16 MR4-22 EL-3: the link's token is in no address, referrer, page or log after the first step", async ({
    desk,
    phone,
  }) => {
    const order = await shop.dearerOrder();
    const link = await askCustomer(order);
    const token = link.split("/pay/")[1] ?? "";
    expect(token).toMatch(/^[\w-]{43}$/);
    const sent: string[] = [];
    phone.on("request", (each) => {
      if (!each.url().includes(token)) sent.push(`${each.url()} ${JSON.stringify(each.headers())} ${each.postData()}`);
    });
    const pay = new PayPage(phone);
    await pay.open(link);
    expect(phone.url()).not.toContain(token);
    await phone.mouse.move(100, 200);
    await pay.choose("Another card");
    await pay.approve();
    await expect(phone.getByLabel("Card number")).toBeVisible();
    expect(sent.filter((line) => line.includes(token))).toEqual([]);

    const record = new OrderPage(desk);
    await record.open(order.orderNumber);
    expect(await desk.content()).not.toContain(token);
    const log = process.env.E2E_LOG ?? "test-results/paydesk.log";
    const lines = readFileSync(log, "utf8");
    expect(lines).toContain('"service":"web"');
    expect(lines).not.toContain(token);
  });
});

async function isUntouched(page: Page, name: string): Promise<void> {
  expect(await page.evaluate(() => (window as { planted?: number }).planted), name).toBeUndefined();
}
