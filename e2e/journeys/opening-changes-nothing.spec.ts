import { askCustomer } from "../fixtures/ask-customer";
import { deskApi } from "../fixtures/desk-api";
import { expect, test } from "../fixtures/desk-test";
import { shop } from "../fixtures/shop";
import { PayPage } from "../pages/pay-page";

test.describe("Looking is not acting", () => {
  test("I12 MR4-15 H27: mail scanners, previews and curious clicks leave everything as it was", async ({ phone }) => {
    const order = await shop.dearerOrder();
    const link = await askCustomer(order);
    const before = await shop.settled(order, ({ approvalRequests }) => approvalRequests[0]?.status === "sent");

    const scanner = phone.context().request;
    for (const method of ["HEAD", "GET", "OPTIONS"]) {
      for (const path of [
        link,
        "/pay",
        "/pay?show=decline",
        "/pay?show=question",
        "/pay?show=methods",
        "/pay/return",
        "/pay/language?to=de",
      ]) {
        await scanner.fetch(path, { method });
      }
      for (const path of [
        "/pay/approve",
        "/pay/decline",
        "/pay/question",
        "/pay/resend",
        "/pay/opened",
        "/pay/returned",
        "/pay/code",
      ]) {
        expect((await scanner.fetch(path, { method, maxRedirects: 0 })).status()).not.toBe(303);
      }
    }
    // A browser that runs scripts, with nobody before it.
    const pay = new PayPage(phone);
    await pay.open(link);
    await expect(pay.amount).toBeVisible();
    await phone.reload();

    expect(await deskApi.order(order.orderNumber)).toEqual(before);
  });

  test("I12 MR4-15: every page of the desk can be read and read again", async ({ desk }) => {
    const order = await shop.failedCapture();
    const before = await deskApi.order(order.orderNumber);
    const paths = ["/", "/unpaid", "/expiring", "/captures", "/approvals", "/orders", "/customers"];
    for (const path of [...paths, `/orders/${order.orderNumber}`, `/orders/${order.orderNumber}/ask-approval`]) {
      for (const method of ["HEAD", "GET"]) {
        const answer = await desk.context().request.fetch(path, { method });
        expect(answer.status(), `${method} ${path}`).toBe(200);
      }
    }
    expect(await deskApi.order(order.orderNumber)).toEqual(before);
  });

  test("H27 MR4-14: approving is a post from our own page only", async ({ phone, baseURL }) => {
    const order = await shop.dearerOrder();
    await new PayPage(phone).open(await askCustomer(order));
    const form = await phone.locator("form#approve").evaluate((element) => {
      const fields = new FormData(element as HTMLFormElement);
      return Object.fromEntries([...fields].map(([name, value]) => [name, String(value)]));
    });
    for (const origin of ["https://evil.example.com", "null", undefined]) {
      const headers = origin === undefined ? {} : { origin };
      const answer = await phone.context().request.post("/pay/approve", { form, headers, maxRedirects: 0 });
      expect(answer.status(), `Origin: ${origin}`).toBe(403);
    }
    const forged = { ...form, nonce: "made-up", method: "another_card" };
    const answer = await phone
      .context()
      .request.post("/pay/approve", { form: forged, headers: { origin: baseURL ?? "" }, maxRedirects: 0 });
    expect(answer.headers().location).toContain("error=form");
    expect((await deskApi.order(order.orderNumber)).approvalRequests[0]?.status).toMatch(/^(sent|opened)$/);
  });

  test("MR4-21: a guessed link is not found, and tells nothing", async ({ request }) => {
    for (const token of ["x", "A".repeat(43), "../orders/00012001"]) {
      const answer = await request.get(`/pay/${encodeURIComponent(token)}`, { maxRedirects: 0 });
      expect(answer.status()).toBe(404);
      expect(answer.headers()["set-cookie"]).toBeUndefined();
    }
  });
});
