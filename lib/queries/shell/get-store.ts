import { type QueryScope, readRows } from "../query-scope";

export type StoreFacts = {
  readonly name: string;
  readonly mark: string;
  readonly currency: string;
  readonly isDemo: boolean;
  readonly expiringSoonHours: number;
};

export async function getStore(scope: Pick<QueryScope, "pool" | "storeId">): Promise<StoreFacts> {
  const [row] = await readRows<StoreFacts>(
    scope,
    `SELECT name, mark, currency, is_demo AS "isDemo", expiring_soon_hours AS "expiringSoonHours" FROM stores WHERE id = $1`,
    [scope.storeId],
  );
  if (!row) throw new Error(`store ${scope.storeId} does not exist`);
  return row;
}
