import type { Pool } from "pg";
import { toRow } from "@/lib/db/transaction";

export type LiveSession = {
  readonly sessionId: string;
  readonly storeId: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly theme: string;
  readonly density: string;
};

/**
 * The session and its person, if both still hold: not signed out, younger than 12 hours, seen within the hour, account active. Read at
 * every request, so a changed role or a disabled account holds at the next one. A passive look (live refresh) does not count as being seen.
 */
export async function loadLiveSession(
  pool: Pool,
  sessionId: string,
  { isPassive = false }: { isPassive?: boolean } = {},
): Promise<LiveSession | null> {
  const result = await pool.query<Record<string, unknown>>({
    name: "live session",
    text: `SELECT s.id AS session_id, s.store_id, s.user_id, u.name, u.email, u.role, u.theme, u.density,
            s.last_seen_at < clock_timestamp() - interval '1 minute' AS is_stale
     FROM staff_sessions s JOIN staff_users u ON u.store_id = s.store_id AND u.id = s.user_id
     WHERE s.id = $1 AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp()
       AND s.last_seen_at > clock_timestamp() - interval '60 minutes' AND u.is_active`,
    values: [sessionId],
  });
  const raw = result.rows[0];
  if (!raw) return null;
  const { isStale, ...session } = toRow<LiveSession & { isStale: boolean }>(raw);
  if (isStale && !isPassive) {
    await pool.query(
      "UPDATE staff_sessions SET last_seen_at = clock_timestamp() WHERE id = $1 AND revoked_at IS NULL",
      [sessionId],
    );
  }
  return session;
}
