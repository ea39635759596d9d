import type { Pool } from "pg";
import { type Tx, transaction } from "@/lib/db/transaction";
import { type Instant, toInstant } from "@/lib/payments/instant";
import { ok, type Result, refused } from "@/lib/payments/result";
import { firstStoreId, recordSessionAudit } from "../session/session-audit";

export type ClockReading = { readonly now: Instant; readonly offsetMs: number };
export type ClockMove = { readonly advanceSeconds: number } | { readonly now: Instant };

const longestJumpMs = 10 * 366 * 86_400_000;

/** Moves the house's one clock forward, for web and every worker at once. It never goes back: what has happened would not have happened yet. */
export async function moveClock(
  pool: Pool,
  move: ClockMove,
  { actor, correlationId }: { actor: string; correlationId: string },
): Promise<Result<ClockReading, "time_goes_backwards" | "jump_too_long">> {
  return transaction(pool, async (tx) => {
    const before = await readLocked(tx);
    const target = "now" in move ? move.now : toInstant(before.now + Math.round(move.advanceSeconds * 1000));
    if (target <= before.now) return refused("time_goes_backwards");
    if (target - before.now > longestJumpMs) return refused("jump_too_long");
    const offsetMs = before.offsetMs + (target - before.now);
    await tx.update("clock", { id: 1 }, { offsetMs: BigInt(offsetMs) });
    const storeId = await firstStoreId(tx);
    if (storeId !== null) {
      await recordSessionAudit(tx, {
        storeId,
        actor,
        action: "clock_moved",
        subjectKind: "clock",
        subjectId: "1",
        reason: `${before.offsetMs} ms -> ${offsetMs} ms`,
        address: null,
        correlationId,
      });
    }
    return ok({ now: target, offsetMs });
  });
}

export async function readClock(pool: Pool): Promise<ClockReading> {
  return transaction(pool, (tx) => readUnlocked(tx));
}

async function readLocked(tx: Tx): Promise<ClockReading> {
  await tx.rows("SELECT id FROM clock WHERE id = 1 FOR UPDATE");
  return readUnlocked(tx);
}

async function readUnlocked(tx: Tx): Promise<ClockReading> {
  const [row] = await tx.rows<{ now: Date; offsetMs: bigint }>(
    "SELECT paydesk_now() AS now, offset_ms FROM clock WHERE id = 1",
  );
  if (!row) throw new Error("the clock has no row");
  return { now: toInstant(row.now.getTime()), offsetMs: Number(row.offsetMs) };
}
