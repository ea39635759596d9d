import { createHash } from "node:crypto";
import type { Tx } from "@/lib/db/transaction";

/** Who tries: the account by its address, the network address, and the device where it proved that it knows the account. */
export type SignInTry = { readonly email: string; readonly address: string; readonly deviceId: string | null };
export type SignInSlot = { readonly allowed: true } | { readonly allowed: false; readonly retryAfterSeconds: number };

/**
 * Takes a slot for one try *before* the password is checked, so that a thousand tries at once count as a thousand. Three counters:
 * this account from this address (a delay that doubles), this address over all accounts (password spraying), and this account over all
 * strange addresses (a slow trickle instead of a lock). A device that knows the account has a counter of its own and is held up by none of
 * the others: failing on somebody's behalf never keeps that person out.
 *
 * Real time, not the shop's clock: moving the demo's clock must not open a door.
 */
export async function takeSignInSlot(tx: Tx, attempt: SignInTry): Promise<SignInSlot> {
  for (const counter of countersFor(attempt)) {
    const waitSeconds = await count(tx, counter);
    if (waitSeconds !== null) return { allowed: false, retryAfterSeconds: waitSeconds };
  }
  return { allowed: true };
}

/** A right password was no guess: it forgets this person's own failures and takes nothing from the shared counters. */
export async function giveBackSignInSlot(tx: Tx, attempt: SignInTry): Promise<void> {
  const [own, ...shared] = countersFor(attempt);
  await tx.rows("DELETE FROM rate_counters WHERE key = $1", [own?.key]);
  for (const counter of shared) {
    await tx.rows("UPDATE rate_counters SET count = greatest(count - 1, 0) WHERE key = $1", [counter.key]);
  }
  await tx.rows("DELETE FROM rate_counters WHERE window_end < clock_timestamp() - interval '1 day'");
}

type Counter = {
  readonly key: string;
  /** Tries without any wait. */
  readonly free: number;
  readonly firstWaitSeconds: number;
  readonly longestWaitSeconds: number;
  readonly windowSeconds: number;
};

function countersFor({ email, address, deviceId }: SignInTry): Counter[] {
  const patient = { free: 5, firstWaitSeconds: 5, longestWaitSeconds: 300, windowSeconds: 3600 };
  if (deviceId !== null) return [{ key: keyOf("device", email, deviceId), ...patient }];
  return [
    { key: keyOf("pair", email, address), ...patient },
    { key: keyOf("address", address), free: 60, firstWaitSeconds: 60, longestWaitSeconds: 300, windowSeconds: 900 },
    { key: keyOf("account", email), free: 20, firstWaitSeconds: 2, longestWaitSeconds: 5, windowSeconds: 3600 },
  ];
}

/** Hashed, so that the table holds no addresses of people. */
function keyOf(kind: string, ...parts: string[]): string {
  return `sign_in:${kind}:${createHash("sha256").update(parts.join("\n")).digest("base64url")}`;
}

/** One atomic step: counts the try when it may be made now (null), else answers how long to wait. */
async function count(tx: Tx, counter: Counter): Promise<number | null> {
  const wait =
    "CASE WHEN c.count < $3 THEN 0 ELSE least($5::float8, $4::float8 * power(2, least(c.count - $3, 20))) END";
  const readyAt = `c.window_end - make_interval(secs => $2::float8) + make_interval(secs => ${wait})`;
  const values = [
    counter.key,
    counter.windowSeconds,
    counter.free,
    counter.firstWaitSeconds,
    counter.longestWaitSeconds,
  ];
  const taken = await tx.rows(
    `INSERT INTO rate_counters AS c (key, count, window_end)
     VALUES ($1, 1, clock_timestamp() + make_interval(secs => $2::float8))
     ON CONFLICT (key) DO UPDATE
       SET count = CASE WHEN c.window_end < clock_timestamp() THEN 1 ELSE c.count + 1 END, window_end = excluded.window_end
       WHERE c.window_end < clock_timestamp() OR ${readyAt} <= clock_timestamp()
     RETURNING c.key`,
    values,
  );
  if (taken.length > 0) return null;
  const [row] = await tx.rows<{ seconds: number }>(
    `SELECT ceil(extract(epoch FROM ${readyAt} - clock_timestamp()))::int AS seconds FROM rate_counters c WHERE c.key = $1`,
    values,
  );
  return Math.max(1, row?.seconds ?? 1);
}
