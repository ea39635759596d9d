import "server-only";
import { MINUTE_MS } from "@/lib/payments/instant";
import { FreshReads } from "./fresh-reads";
import { freshnessOf, type QueryContext } from "./query-context";
import { onSiblings, tellSiblings } from "./siblings";

// The development server loads this module anew after each change, and doors and pages may each have a copy of it.
const globalScope = globalThis as typeof globalThis & { paydeskReads?: FreshReads };
globalScope.paydeskReads ??= sharedReads();
const reads = globalScope.paydeskReads;

function sharedReads(): FreshReads {
  const made = new FreshReads();
  onSiblings("reads forgotten", ({ storeId }) => made.forget(storeId));
  return made;
}

/** Reads what is the same for everybody in the store once for all of them, until something happens there. `name` holds all that the reading depends on. */
export async function whileFresh<T>(
  { storeId, now, pool }: QueryContext,
  name: string,
  read: () => Promise<T>,
): Promise<T> {
  return reads.read({ storeId, freshness: await freshnessOf(storeId, pool), now, name }, read);
}

/** Reads figures of many days, which nobody needs to the second, once a minute, or once after an act of somebody at this desk. */
export async function onceAMinute<T>({ storeId, now }: QueryContext, name: string, read: () => Promise<T>): Promise<T> {
  return reads.read({ storeId, freshness: "any", now, name, longestMs: MINUTE_MS }, read);
}

/** After an act: whoever did it sees it at once, also where it made no event. */
export function forgetReads(storeId: string): void {
  reads.forget(storeId);
  tellSiblings({ paydesk: "reads forgotten", storeId });
}
