import "server-only";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { logger } from "@/lib/config/logger";
import { correlationIdOf } from "./correlation";

export type PanelRead<View> =
  | { status: "ready"; computedAt: string; view: View }
  | { status: "failed"; reference: string; lastComputedAt?: string; view?: View };

/**
 * Reads one panel so that it fails alone: what went wrong is logged under the reference that the panel shows, and what this process last read for
 * the same person stays on the screen, with its time.
 */
export async function readPanel<View>(
  panel: { name: string; storeId: string; userId: string; now: string },
  read: () => Promise<View>,
): Promise<PanelRead<View>> {
  const key = `${panel.storeId} ${panel.userId} ${panel.name}`;
  try {
    const view = await read();
    remember(key, { computedAt: panel.now, view });
    return { status: "ready", computedAt: panel.now, view };
  } catch (error) {
    unstable_rethrow(error);
    const reference = correlationIdOf(await headers());
    logger.error({ err: error, panel: panel.name, correlationId: reference }, "panel could not be read");
    const last = lastRead.get(key) as Remembered<View> | undefined;
    return { status: "failed", reference, ...(last && { lastComputedAt: last.computedAt, view: last.view }) };
  }
}

type Remembered<View> = { computedAt: string; view: View };

const MOST_REMEMBERED = 300;
const lastRead = new Map<string, Remembered<unknown>>();

function remember(key: string, value: Remembered<unknown>): void {
  lastRead.delete(key);
  lastRead.set(key, value);
  const oldest = lastRead.keys().next().value;
  if (lastRead.size > MOST_REMEMBERED && oldest !== undefined) lastRead.delete(oldest);
}
