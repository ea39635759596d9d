import type { Pool } from "pg";
import { cookieName } from "@/lib/auth/session-cookie";
import { encodeSessionToken } from "@/lib/auth/session-token";
import { newId } from "@/lib/db/new-id";
import { hashLinkToken, linkToken } from "@/lib/operations/approval/approval-token";

/** The cookie of a signed-in supervisor. */
export async function signIn(pool: Pool, storeId: string, secret: string): Promise<string> {
  const sessionId = newId("ses");
  const { rowCount } = await pool.query(
    `INSERT INTO staff_sessions (store_id, id, user_id, created_at, last_seen_at, expires_at)
     SELECT store_id, $2, id, clock_timestamp(), clock_timestamp(), clock_timestamp() + interval '12 hours'
     FROM staff_users WHERE store_id = $1 AND role = 'supervisor' AND is_active LIMIT 1`,
    [storeId, sessionId],
  );
  if (rowCount !== 1) throw new Error("the shop has no supervisor to sign in as");
  return `${cookieName("session", false)}=${await encodeSessionToken(sessionId, secret)}`;
}

/** Opens a customer's link and answers the cookie that the page behind it wants. */
export async function openPayLink(pool: Pool, origin: string): Promise<string> {
  const { rows } = await pool.query<{ id: string; token_salt: string }>(
    "SELECT id, token_salt FROM approval_requests WHERE id LIKE 'apr_b%' AND status = 'sent' ORDER BY id LIMIT 1",
  );
  const request = rows[0];
  if (!request) throw new Error("no request waits for its customer");
  const token = linkToken({ id: request.id, tokenSalt: request.token_salt });
  await pool.query("UPDATE approval_requests SET token_hash = $2 WHERE id = $1", [request.id, hashLinkToken(token)]);
  const answer = await fetch(`${origin}/pay/${token}`, { redirect: "manual" });
  await answer.arrayBuffer();
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  if (cookies.length === 0) throw new Error(`the link was not let in: ${answer.status}`);
  return cookies.join("; ");
}

/** The shop that the first start opened. */
export async function storeOf(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM stores ORDER BY created_at LIMIT 1");
  const store = rows[0]?.id;
  if (store === undefined) throw new Error("the first start opened no store");
  return store;
}
