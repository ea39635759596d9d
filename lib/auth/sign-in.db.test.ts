import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import type { OperationContext } from "@/lib/operations/operation-context";
import { closeSession } from "@/lib/operations/session/close-session";
import { loadLiveSession } from "@/lib/operations/session/load-live-session";
import { changeStaffRole } from "@/lib/operations/staff/change-staff-role";
import { createStaffUser } from "@/lib/operations/staff/create-staff-user";
import { setStaffActive } from "@/lib/operations/staff/set-staff-active";
import { hashPassword } from "./password";
import { encodeSessionToken, sessionIdOf } from "./session-token";
import { type SignInRequest, signIn } from "./sign-in";

const secret = "a secret of at least thirty-two characters";
const password = "right horse battery";

let db: TestDatabase;
let system: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  system = { pool: db.pool, storeId: "north", actor: { kind: "system", job: "test" }, correlationId: "c-1" };
  await db.pool.query(
    `INSERT INTO stores (id, name, mark, support_phone, support_email, time_zone, currency, created_at)
     VALUES ('north', 'North', 'N', '', '', 'UTC', 'USD', now())`,
  );
  const passwordHash = await hashPassword(password);
  for (const name of ["csr", "other", "leaver"]) {
    await createStaffUser(system, {
      email: `${name}@Demo.test`,
      name,
      role: "csr",
      passwordHash,
      userId: `usr_${name}`,
    });
  }
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.pool.query("DELETE FROM rate_counters");
});

function attempt(change: Partial<SignInRequest> = {}) {
  return signIn(db.pool, secret, {
    email: "csr@demo.test",
    password,
    address: "203.0.113.1",
    deviceProof: undefined,
    correlationId: "c-2",
    ...change,
  });
}

async function signedIn(email = "csr@demo.test"): Promise<string> {
  const answer = await attempt({ email });
  if (!answer.ok) throw new Error(answer.reason);
  return answer.sessionId;
}

async function tries(count: number, change: (n: number) => Partial<SignInRequest>) {
  const reasons = { wrong_credentials: 0, too_many_tries: 0 };
  const numbers = Array.from({ length: count }, (_, n) => n);
  for (let start = 0; start < count; start += 20) {
    const answers = await Promise.all(
      numbers.slice(start, start + 20).map((n) => attempt({ password: `wrong ${n}`, ...change(n) })),
    );
    for (const answer of answers) if (!answer.ok) reasons[answer.reason] += 1;
  }
  return reasons;
}

describe("passwords", () => {
  it("MR4-11: stored as argon2id and nothing else", async () => {
    const rows = await db.pool.query<{ password_hash: string }>("SELECT password_hash FROM staff_users");
    for (const row of rows.rows) expect(row.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("MR4-10: an unknown account, a wrong password and a disabled account answer alike", async () => {
    await setStaffActive(system, { userId: "usr_leaver", isActive: false });
    const answers = await Promise.all([
      attempt({ email: "nobody@demo.test" }),
      attempt({ password: "wrong" }),
      attempt({ email: "leaver@demo.test" }),
    ]);
    for (const answer of answers) expect(answer).toEqual({ ok: false, reason: "wrong_credentials" });
    const told = await db.pool.query<{ reason: string }>(
      "SELECT reason FROM audit_log WHERE action = 'sign_in_failed' ORDER BY reason",
    );
    expect(told.rows.map((row) => row.reason)).toEqual(["account_disabled", "unknown_account", "wrong_password"]);
  });

  it("MR4-10: an e-mail address in capitals is the same account", async () => {
    expect((await attempt({ email: " CSR@demo.TEST " })).ok).toBe(true);
  });
});

describe("limits", () => {
  it("MR4-10: a thousand wrong tries from one address are held up, and neither that account elsewhere nor others there are kept out", async () => {
    const reasons = await tries(1000, () => ({}));
    expect(reasons.too_many_tries).toBeGreaterThan(980);
    expect(await attempt()).toMatchObject({ ok: false, reason: "too_many_tries" });
    expect((await attempt({ address: "198.51.100.7" })).ok).toBe(true);
    expect((await attempt({ email: "other@demo.test" })).ok).toBe(true);
  });

  it("MR4-10: a thousand tries at once count as a thousand", async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => attempt({ password: `wrong ${n}` })));
    expect(answers.filter((answer) => !answer.ok && answer.reason === "wrong_credentials")).toHaveLength(5);
  });

  it("MR4-10: a thousand tries from a thousand addresses slow strangers down, while a device that knows the account goes in at once", async () => {
    const first = await attempt();
    if (!first.ok) throw new Error("must sign in");
    const reasons = await tries(1000, (n) => ({ address: `198.51.${n % 250}.${Math.floor(n / 250)}` }));
    expect(reasons.wrong_credentials).toBeLessThan(40);
    const known = await attempt({ address: "192.0.2.9", deviceProof: first.deviceProof });
    expect(known.ok).toBe(true);
    const stranger = await attempt({ address: "192.0.2.9" });
    if (!stranger.ok && stranger.reason === "too_many_tries") expect(stranger.retryAfterSeconds).toBeLessThanOrEqual(5);
  });

  it("MR4-10: spraying many accounts from one address ends too", async () => {
    const reasons = await tries(200, (n) => ({ email: `guess${n}@demo.test` }));
    expect(reasons.wrong_credentials).toBeLessThanOrEqual(62);
  });

  it("MR4-10: a device proof is worth nothing for another account or when altered", async () => {
    const first = await attempt();
    if (!first.ok) throw new Error("must sign in");
    await tries(10, () => ({ email: "other@demo.test" }));
    const borrowed = await attempt({ email: "other@demo.test", deviceProof: first.deviceProof });
    expect(borrowed).toMatchObject({ ok: false, reason: "too_many_tries" });
    await tries(10, () => ({}));
    const altered = await attempt({ deviceProof: `x${first.deviceProof}` });
    expect(altered).toMatchObject({ ok: false, reason: "too_many_tries" });
  });
});

describe("sessions", () => {
  it("MR4-12: every sign-in makes a new session id, and a token carries nothing but that id", async () => {
    const [one, two] = [await signedIn(), await signedIn()];
    expect(one).not.toBe(two);
    const token = await encodeSessionToken(one, secret);
    expect(await sessionIdOf(token, secret)).toBe(one);
    expect(await sessionIdOf(token, `${secret}!`)).toBeNull();
    expect(await sessionIdOf("not.a.token", secret)).toBeNull();
  });

  it("MR4-12: signing out ends the session on the server, so a kept cookie is refused; other sessions go on", async () => {
    const [kept, other] = [await signedIn(), await signedIn()];
    const cookie = await encodeSessionToken(kept, secret);
    expect(await loadLiveSession(db.pool, kept)).toMatchObject({ userId: "usr_csr", storeId: "north" });
    await closeSession(db.pool, { sessionId: kept, address: null, correlationId: "c-3" });
    expect(await loadLiveSession(db.pool, (await sessionIdOf(cookie, secret)) ?? "")).toBeNull();
    expect(await loadLiveSession(db.pool, other)).not.toBeNull();
  });

  it("MR4-12: an idle hour and twelve hours in all end a session", async () => {
    const [idle, old, live] = [await signedIn(), await signedIn(), await signedIn()];
    await age(idle, "last_seen_at = last_seen_at - interval '61 minutes'");
    await age(old, "expires_at = expires_at - interval '12 hours'");
    await age(live, "last_seen_at = last_seen_at - interval '59 minutes'");
    expect(await loadLiveSession(db.pool, idle)).toBeNull();
    expect(await loadLiveSession(db.pool, old)).toBeNull();
    expect(await loadLiveSession(db.pool, live)).not.toBeNull();
  });

  it("MR4-12: being seen prolongs a session, live refresh does not", async () => {
    const session = await signedIn();
    await age(session, "last_seen_at = last_seen_at - interval '30 minutes'");
    const before = await lastSeen(session);
    await loadLiveSession(db.pool, session, { isPassive: true });
    expect(await lastSeen(session)).toEqual(before);
    await loadLiveSession(db.pool, session);
    expect((await lastSeen(session)).getTime()).toBeGreaterThan(before.getTime());
  });

  it("MR4-12: moving the shop's clock neither ends nor prolongs a session", async () => {
    const session = await signedIn();
    await db.pool.query("UPDATE clock SET offset_ms = offset_ms + 30::bigint * 86400000");
    expect(await loadLiveSession(db.pool, session)).not.toBeNull();
    await age(session, "last_seen_at = last_seen_at - interval '61 minutes'");
    expect(await loadLiveSession(db.pool, session)).toBeNull();
  });

  it("AU-2 MR4-5: a changed role holds at the next request, in every open session", async () => {
    const sessions = [await signedIn("other@demo.test"), await signedIn("other@demo.test")];
    await changeStaffRole(system, { userId: "usr_other", role: "supervisor" });
    for (const id of sessions) expect(await loadLiveSession(db.pool, id)).toMatchObject({ role: "supervisor" });
    await changeStaffRole(system, { userId: "usr_other", role: "csr" });
    for (const id of sessions) expect(await loadLiveSession(db.pool, id)).toMatchObject({ role: "csr" });
  });

  it("AU-2 MR4-5: disabling an account ends its sessions at once, and enabling it again revives none", async () => {
    const session = await signedIn("other@demo.test");
    await setStaffActive(system, { userId: "usr_other", isActive: false });
    expect(await loadLiveSession(db.pool, session)).toBeNull();
    await setStaffActive(system, { userId: "usr_other", isActive: true });
    expect(await loadLiveSession(db.pool, session)).toBeNull();
  });

  it("MR4-2: nobody changes their own role", async () => {
    const self: OperationContext = { ...system, actor: { kind: "staff", userId: "usr_csr", name: "csr" } };
    expect(await changeStaffRole(self, { userId: "usr_csr", role: "administrator" })).toEqual({
      ok: false,
      reason: "own_role",
    });
  });
});

async function age(sessionId: string, change: string): Promise<void> {
  await db.pool.query(`UPDATE staff_sessions SET ${change} WHERE id = $1`, [sessionId]);
}

async function lastSeen(sessionId: string): Promise<Date> {
  const result = await db.pool.query<{ last_seen_at: Date }>("SELECT last_seen_at FROM staff_sessions WHERE id = $1", [
    sessionId,
  ]);
  return (result.rows[0] as { last_seen_at: Date }).last_seen_at;
}
