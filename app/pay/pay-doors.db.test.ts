import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { must } from "@/lib/jobs/desk-for-tests";
import { type ApprovalDesk, openApprovalDesk, tokenOf } from "@/lib/operations/approval/approval-desk-for-tests";
import { payFormFields } from "@/lib/operations/approval/pay-pass";
import { money } from "@/lib/payments/money";
import { getPayPage, type PayPagePart } from "@/lib/queries/pay/get-pay-page";

const jar = new Map<string, string>();
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ "accept-language": "de-AT,en;q=0.8" }),
  cookies: async () => ({ get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined) }),
}));

let desk: ApprovalDesk;
let doors: Record<
  "link" | "approve" | "decline" | "question" | "opened" | "resend",
  (request: Request) => Promise<Response>
>;

beforeAll(async () => {
  desk = await openApprovalDesk();
  // The doors take the process's own database; here that is this file's.
  Object.assign(globalThis, { paydeskDatabase: desk.database });
  const { GET } = await import("./[token]/route");
  doors = {
    link: (request) =>
      GET(request, { params: Promise.resolve({ token: new URL(request.url).pathname.split("/").at(-1) ?? "" }) }),
    approve: (await import("./approve/route")).POST,
    decline: (await import("./decline/route")).POST,
    question: (await import("./question/route")).POST,
    opened: (await import("./opened/route")).POST,
    resend: (await import("./resend/route")).POST,
  };
});
afterAll(() => desk.close());

const site = "https://desk.example.com";

function post(path: string, fields: Record<string, string>, origin: string | null = site): Request {
  return new Request(`${site}${path}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { host: "desk.example.com", ...(origin === null ? {} : { origin }) },
  });
}

/** A customer who has opened the newest mail's link. */
async function comeIn(
  orderNumber: string,
): Promise<{ id: string; pass: { storeId: string; approvalRequestId: string } }> {
  const id = await desk.ask(orderNumber);
  await desk.work();
  const mail = (await desk.mails()).find((each) => each.subject.includes(orderNumber));
  const response = await doors.link(new Request(`${site}/pay/${tokenOf(mail)}`));
  const [, name, value] = /^([^=]+)=([^;]+)/.exec(response.headers.get("set-cookie") ?? "") ?? [];
  jar.clear();
  jar.set(name ?? "", value ?? "");
  return { id, pass: { storeId: desk.context.storeId, approvalRequestId: id } };
}

async function page(pass: { storeId: string; approvalRequestId: string }, part: PayPagePart | null = null) {
  const found = await getPayPage(pass, { part, error: null }, desk.database.pool);
  if (!found) throw new Error("no page");
  return found;
}

async function everyRow(): Promise<string> {
  const tables = await desk.database.pool.query<{ name: string }>(
    "SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables WHERE table_schema IN ('public','graphile_worker') AND table_type = 'BASE TABLE' ORDER BY 1",
  );
  const sums = tables.rows.map(
    ({ name }) => `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum FROM ${name} AS t`,
  );
  const found = await desk.database.pool.query<{ sum: string }>(sums.join(" UNION ALL "));
  return found.rows.map(({ sum }) => sum).join();
}

describe("the customer's doors", () => {
  it("H27 I12 EL-3: opening the link, as often as scanners like, changes nothing; it leads to a clean address with a short-lived cookie", async () => {
    const orderNumber = await desk.risenOrder();
    await desk.ask(orderNumber);
    await desk.work();
    const token = tokenOf((await desk.mails())[0]);
    const before = await everyRow();
    for (let time = 0; time < 3; time++) {
      const response = await doors.link(new Request(`${site}/pay/${token}`));
      expect(response.status).toBe(303);
      expect(response.headers.get("location")).toBe("/pay");
      expect(response.headers.get("set-cookie")).toMatch(
        /^__Secure-paydesk-pay=[^;]+; Path=\/pay; Max-Age=7200; HttpOnly; SameSite=Lax; Secure$/,
      );
      expect(response.headers.get("set-cookie")).not.toContain(token);
    }
    const { approval_request_id: approvalRequestId } = await desk.row<{ approval_request_id: string }>(
      "SELECT m.approval_request_id FROM mails m JOIN orders o ON o.id = m.order_id WHERE o.order_number = $1",
      [orderNumber],
    );
    const pass = { storeId: desk.context.storeId, approvalRequestId };
    for (const part of [null, "decline", "question", "new_total"] as const) await page(pass, part);
    expect(await everyRow()).toBe(before);
  });

  it("EL-3: a link that nobody sent is a plain page that tells nothing, in the language of the browser", async () => {
    const response = await doors.link(new Request(`${site}/pay/${"A".repeat(43)}`));
    expect(response.status).toBe(404);
    const html = await response.text();
    expect(html).toContain('<html lang="de"');
    expect(html).toContain("Diesen Link kennen wir nicht");
    expect(response.headers.get("set-cookie")).toBeNull();
    expect((await doors.link(new Request(`${site}/pay/favicon.ico`))).status).toBe(404);
  });

  it("H27 X10 EL-3: the page shows amount, what changed, when money moves and the mail's short code, and little else", async () => {
    const orderNumber = await desk.risenOrder();
    const { id, pass } = await comeIn(orderNumber);
    const open = await page(pass);
    const request = await desk.request(id);
    expect(open).toMatchObject({
      kind: "open",
      view: {
        code: request.short_code,
        heading: `Order ${orderNumber} for Carmen`,
        title: "Please approve the new total",
        amount: { digits: "241.18", currency: "USD" },
        before: "was 200.00",
        difference: "+41.18",
        changedLines: [{ name: "Lens repair, labour" }],
        methods: [{ label: "Visa ending 4242" }, { value: "another_card" }, { value: "paypal" }],
      },
    });
    const text = JSON.stringify(open.view);
    expect(text).not.toContain("Moreno");
    expect(text).not.toContain('@example.com"');
    expect(text).not.toContain(request.email);
  });

  it("I13 I12: a submit counts only from our own page, for the amount that this page showed", async () => {
    const orderNumber = await desk.risenOrder();
    const { id, pass } = await comeIn(orderNumber);
    const fields = { ...payFormFields(pass, money(24_118, "USD")), method: await desk.ownCard(orderNumber) };
    expect((await doors.approve(post("/pay/approve", fields, "https://evil.example"))).status).toBe(403);
    expect((await doors.approve(post("/pay/approve", fields, "null"))).status).toBe(403);
    const cheaper = await doors.approve(post("/pay/approve", { ...fields, shownAmountMinor: "1" }));
    expect(cheaper.headers.get("location")).toBe("/pay?error=form");
    const twice = await doors.approve(post("/pay/approve", { ...fields, extra: "1" }));
    expect(twice.headers.get("location")).toBe("/pay?error=form");
    expect((await desk.request(id)).status).toBe("sent");

    await desk.reprice(orderNumber, 25_000);
    expect((await doors.approve(post("/pay/approve", fields))).headers.get("location")).toBe("/pay");
    expect(await page(pass)).toMatchObject({ kind: "face", view: { kind: "price_changed" } });
    expect(await desk.holds(orderNumber)).toHaveLength(1);
    expect(await page(pass, "new_total")).toMatchObject({ kind: "open", shown: { amountMinor: 25_000n } });
  });

  it("H30: the pass of an older link shows that a newer one is in the mail, and can no longer pay", async () => {
    const orderNumber = await desk.risenOrder();
    const { pass } = await comeIn(orderNumber);
    const newer = await desk.ask(orderNumber);
    const fields = { ...payFormFields(pass, money(24_118, "USD")), method: await desk.ownCard(orderNumber) };
    expect((await doors.approve(post("/pay/approve", fields))).headers.get("location")).toBe("/pay");
    const face = await page(pass);
    expect(face).toMatchObject({ kind: "face", view: { kind: "replaced" } });
    expect(JSON.stringify(face.view)).toContain((await desk.request(newer)).short_code);
  });

  it("H32: a customer's own wish for a new link sends one to the same address", async () => {
    const orderNumber = await desk.risenOrder();
    const { id, pass } = await comeIn(orderNumber);
    await desk.advance(8 * 86_400_000);
    expect(await page(pass)).toMatchObject({ kind: "face", view: { kind: "link_expired" } });
    await doors.resend(post("/pay/resend", payFormFields(pass, money(24_118, "USD"))));
    const newest = await desk.row<Record<string, unknown>>(
      "SELECT r.* FROM approval_requests r JOIN orders o ON o.id = r.order_id WHERE o.order_number = $1 ORDER BY r.requested_at DESC LIMIT 1",
      [orderNumber],
    );
    expect(newest).toMatchObject({
      status: "requested",
      email: (await desk.request(id)).email,
      requested_by: `customer:${id}`,
    });
  });

  it("H12 X13: after a refusal by the bank the page speaks of it without a word about fraud, and offers another way", async () => {
    const orderNumber = await desk.risenOrder();
    const { id, pass } = await comeIn(orderNumber);
    await desk.fault({ action: "decline", operation: "authorize", code: "card_declined", declineCode: "stolen_card" });
    must(await desk.approve(id));
    await desk.work();
    const face = await page(pass);
    expect(face).toMatchObject({
      kind: "face",
      view: { kind: "declined_by_bank", title: "Your bank did not approve this" },
    });
    expect(JSON.stringify(face.view)).not.toMatch(/fraud|stolen|lost/i);
    expect(await page(pass, "methods")).toMatchObject({ kind: "open" });
  });

  it("I16: a card number typed into a question or a reason is masked before it is stored", async () => {
    const orderNumber = await desk.risenOrder();
    const { pass, id } = await comeIn(orderNumber);
    const fields = payFormFields(pass, money(24_118, "USD"));
    await doors.question(post("/pay/question", { ...fields, question: "Can you take 4242 4242 4242 4242 instead?" }));
    const note = await desk.row<{ text: string }>("SELECT text FROM notes WHERE author_id = $1", [`customer:${id}`]);
    expect(note.text).not.toContain("4242 4242 4242");
    expect((await doors.decline(post("/pay/decline", { ...fields, reason: "no" }))).headers.get("location")).toBe(
      "/pay",
    );
    expect(await page(pass)).toMatchObject({ kind: "face", view: { kind: "said_no" } });
  });

  it("FD-4: after 120 submits in a quarter of an hour one address is told to wait, in words of the page, and nothing of it is done", async () => {
    const orderNumber = await desk.risenOrder();
    const { id, pass } = await comeIn(orderNumber);
    const decline = () =>
      doors.decline(
        new Request(`${site}/pay/decline`, {
          method: "POST",
          body: new URLSearchParams({ ...payFormFields(pass, money(24_118, "USD")), reason: "no" }),
          headers: { host: "desk.example.com", origin: site, "x-forwarded-for": "203.0.113.9" },
        }),
      );
    await desk.database.pool.query(
      "INSERT INTO rate_counters (key, count, window_end) VALUES ('pay:203.0.113.9', 120, now() + interval '15 minutes')",
    );
    expect((await decline()).headers.get("location")).toBe("/pay?error=too_often");
    expect((await desk.request(id)).status).toBe("sent");
    const told = await getPayPage(pass, { part: null, error: "too_often" }, desk.database.pool);
    expect(told).toMatchObject({ view: { error: expect.stringContaining("wait a quarter of an hour") } });
  });

  it("I12: only a person's gesture, posted from our page, marks a request as opened", async () => {
    const orderNumber = await desk.risenOrder();
    const { id } = await comeIn(orderNumber);
    expect((await desk.request(id)).opened_at).toBeNull();
    expect((await doors.opened(post("/pay/opened", {}, "https://evil.example"))).status).toBe(403);
    expect((await desk.request(id)).opened_at).toBeNull();
    expect((await doors.opened(post("/pay/opened", {}))).status).toBe(204);
    expect(await desk.request(id)).toMatchObject({ status: "opened" });
  });

  it("EL-3: a pass that we did not make, or of another time, lets nobody in", async () => {
    const orderNumber = await desk.risenOrder();
    const { id, pass } = await comeIn(orderNumber);
    const [name, value] = [...jar][0] ?? ["", ""];
    const [text, mark] = value.split(".");
    const forged = Buffer.from(JSON.stringify([pass.storeId, "apr_other", Date.now()])).toString("base64url");
    for (const bad of [`${forged}.${mark}`, `${text}.${mark}x`, String(text), ""]) {
      jar.set(name, bad);
      const fields = { ...payFormFields(pass, money(24_118, "USD")), method: "another_card" };
      expect((await doors.approve(post("/pay/approve", fields))).headers.get("location")).toBe("/pay");
    }
    expect((await desk.request(id)).status).toBe("sent");
  });
});
