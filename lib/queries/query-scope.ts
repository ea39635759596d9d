import type { Pool } from "pg";
import { statementName } from "@/lib/db/statement-name";
import type { Instant } from "@/lib/payments/instant";

/** What a screen's read is given: the database, the one store it may see, the moment and the zone in which it speaks, and who looks. */
export type QueryScope = {
  readonly pool: Pool;
  readonly storeId: string;
  readonly now: Instant;
  readonly timeZone: string;
  readonly viewer: { readonly userId: string };
};

/** Rows of one statement, as the database names their columns. */
export async function readRows<Row>(
  { pool }: Pick<QueryScope, "pool">,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  // A NUL in an address is a letter that no text here has: without it the search finds what it finds.
  const stored = values.map((value) => (typeof value === "string" ? value.replaceAll("\0", "") : value));
  // A journey (lib/db/journey.ts) keeps its own book of the names that it has used on a connection; its names must not be met here.
  const name = statementName(text);
  const result = await pool.query({ name: name && `read_${name}`, text, values: stored }).catch((error) => {
    // A migration has changed what the kept plan answers: without a name it is planned anew.
    if (error.code !== "0A000") throw error;
    return pool.query({ text, values: stored });
  });
  return result.rows as Row[];
}
