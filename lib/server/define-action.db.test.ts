import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { Role } from "@/lib/auth/permissions";
import { encodeSessionToken } from "@/lib/auth/session-token";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import type { Result } from "@/lib/payments/result";
import type { ActionState } from "./action-state";
import { defineAction } from "./define-action";
import { freeText, requestIdField } from "./form-fields";

const request = vi.hoisted(() => ({
  headers: new Headers(),
  cookies: new Map<string, string>(),
  redirect: "",
  refreshed: 0,
}));
const house = vi.hoisted(() => ({ database: null as unknown }));
vi.mock("@/lib/config/env", () => ({
  settings: () => ({ appUrl: "https://desk.example.com", isProduction: true, nextAuthSecret: "s".repeat(32) }),
}));
vi.mock("@/lib/composition", () => ({
  database: () => house.database,
  operationContext: (context: object) => ({ ...context, pool: (house.database as TestDatabase).pool }),
}));
vi.mock("next/cache", () => ({ refresh: () => request.refreshed++ }));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({ get: (name: string) => ({ value: request.cookies.get(name) }) }),
}));
vi.mock("next/navigation", () => ({
  redirect: (path: string) => {
    request.redirect = path;
  },
  forbidden: () => {},
  unstable_rethrow: () => {},
}));

let db: TestDatabase;
let runs: string[] = [];
let next: () => Promise<Result<string, string>>;

beforeAll(async () => {
  db = await createTestDatabase();
  house.database = db;
  await db.pool.query(
    `INSERT INTO stores (id, name, mark, support_phone, support_email, time_zone, currency, created_at)
     VALUES ('north', 'North', 'N', '', '', 'UTC', 'USD', now());
     INSERT INTO staff_users (store_id, id, email, name, role, password_hash, created_at) VALUES ('north', 'usr_1', 'a@demo.test', 'A', 'supervisor', 'x', now());
     INSERT INTO staff_sessions (store_id, id, user_id, created_at, last_seen_at, expires_at)
     VALUES ('north', 'ses_1', 'usr_1', now(), now(), now() + interval '12 hours');`,
  );
});
afterAll(() => db.drop());
beforeEach(async () => {
  runs = [];
  next = async () => ({ ok: true, value: "x" });
  request.headers = new Headers({ origin: "https://desk.example.com", "x-correlation-id": "click-7" });
  request.cookies.set("__Host-paydesk-session", await encodeSessionToken("ses_1"));
  request.redirect = "";
  await becomes("supervisor");
});

const act = defineAction({
  permission: "fraud.lift",
  schema: z.strictObject({ reason: freeText(50), requestId: requestIdField.optional() }),
  run: ({ context, staff }, { reason }) => {
    expect(context).toMatchObject({
      storeId: "north",
      actor: { kind: "staff", userId: "usr_1" },
      correlationId: "click-7",
    });
    expect(staff.role).toBe("supervisor");
    runs.push(reason);
    return next();
  },
  message: "Lifted",
  redirectTo: (_value, { reason }) => (reason === "elsewhere" ? "//evil.test" : "/orders/00012"),
});

async function becomes(role: Role): Promise<void> {
  await db.pool.query("UPDATE staff_users SET role = $1", [role]);
}

function post(fields: Record<string, string>): Promise<ActionState> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return act({ status: "idle" }, form);
}

describe("who may act", () => {
  it("MR4-1: nobody without a session, with a made-up one or with an ended one", async () => {
    request.refreshed = 0;
    request.cookies.clear();
    expect(await post({ reason: "ok" })).toMatchObject({ status: "refused", reason: "not_signed_in" });
    for (const session of ["ses_2", "usr_1"]) {
      request.cookies.set("__Host-paydesk-session", await encodeSessionToken(session));
      expect(await post({ reason: "ok" })).toMatchObject({ reason: "not_signed_in" });
    }
    request.cookies.set("__Host-paydesk-session", "forged");
    expect(await post({ reason: "ok" })).toMatchObject({ reason: "not_signed_in" });
    expect(runs).toEqual([]);
    // The page read anew would be the sign-in page, and what was typed would be gone.
    expect(request.refreshed).toBe(0);
  });

  it("MR4-5 MR4-39: a role taken away holds at the next click, and the click is written down", async () => {
    expect(await post({ reason: "first" })).toMatchObject({ status: "ok", message: "Lifted" });
    await becomes("csr");
    expect(await post({ reason: "second" })).toMatchObject({ status: "refused", reason: "not_permitted" });
    expect(runs).toEqual(["first"]);
    const audit = await db.pool.query(
      "SELECT actor, subject_id, correlation_id FROM audit_log WHERE action = 'permission_refused'",
    );
    expect(audit.rows).toEqual([{ actor: "staff:usr_1", subject_id: "fraud.lift", correlation_id: "click-7" }]);
  });

  it.each(["null", "https://evil.test", "http://desk.example.com", undefined])(
    "MR4-14: no page of %s",
    async (origin) => {
      request.headers = new Headers(origin === undefined ? {} : { origin });
      expect(await post({ reason: "ok" })).toMatchObject({ status: "refused", reason: "foreign_origin" });
      expect(runs).toEqual([]);
    },
  );
});

describe("what it takes and answers", () => {
  it("MR4-33: a field nobody declared stops everything", async () => {
    const answer = await post({ reason: "ok", storeId: "south" });
    expect(answer).toEqual({ status: "invalid", fieldErrors: { storeId: "is not a field of this form" } });
    expect(runs).toEqual([]);
  });

  it("MR4-40: a refusal is words, a bug is a reference", async () => {
    next = async () => ({ ok: false, reason: "stale_version" });
    expect(await post({ reason: "ok" })).toMatchObject({
      status: "refused",
      reason: "stale_version",
      message: expect.stringContaining("Somebody"),
    });
    next = async () => {
      throw new Error('duplicate key value violates "orders_pkey"');
    };
    const failed = await post({ reason: "ok" });
    expect(failed).toMatchObject({ status: "failed", reference: "click-7" });
    expect(JSON.stringify(failed)).not.toContain("orders_pkey");
  });

  it("MR4-20: it leads to our own pages only", async () => {
    await post({ reason: "ok" });
    expect(request.redirect).toBe("/orders/00012");
    await post({ reason: "elsewhere" });
    expect(request.redirect).toBe("/");
  });
});

describe("the same form twice", () => {
  it("DC-1: a double click runs once, and the second gets the first one's answer", async () => {
    const requestId = randomUUID();
    const first = await post({ reason: "once", requestId });
    expect(await post({ reason: "once", requestId })).toEqual(first);
    expect(runs).toEqual(["once"]);
  });

  it("DC-1: two at once run once", async () => {
    const requestId = randomUUID();
    let finish = (_result: Awaited<ReturnType<typeof next>>) => {};
    const started = new Promise<void>((resolve) => {
      next = () => {
        resolve();
        return new Promise((done) => {
          finish = done;
        });
      };
    });
    const first = post({ reason: "a", requestId });
    await started;
    expect(await post({ reason: "a", requestId })).toMatchObject({ status: "refused", reason: "already_in_progress" });
    finish({ ok: true, value: "x" });
    expect(await first).toMatchObject({ status: "ok" });
    expect(runs).toEqual(["a"]);
  });

  it("DC-1: a refusal or a bug may be tried again from the same form", async () => {
    const requestId = randomUUID();
    next = async () => ({ ok: false, reason: "stale_version" });
    await post({ reason: "a", requestId });
    next = async () => {
      throw new Error("lost");
    };
    await post({ reason: "b", requestId });
    next = async () => ({ ok: true, value: "x" });
    expect(await post({ reason: "c", requestId })).toMatchObject({ status: "ok" });
    expect(runs).toEqual(["a", "b", "c"]);
  });
});
