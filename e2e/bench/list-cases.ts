import type { Pool } from "pg";
import { cursorText } from "@/lib/queries/api/cursor";
import {
  type Border,
  type PlainSql,
  plainByEmail,
  plainByLast4,
  plainByNumber,
  plainOrders,
  plainUnpaid,
  plainWorklist,
} from "./plain-sql";

export type ListCase = {
  readonly name: string;
  readonly path: string;
  readonly isPage: boolean;
  readonly plain: PlainSql;
  readonly goalMs: number;
};

const LIMIT = 20;
const FAR_PAGE = 2_000;
const ON_SCREEN = 50;
const API_GOAL_MS = 30;
const SEARCH_GOAL_MS = 50;
const SCREEN_GOAL_MS = 150;

/** What is read all day, beside the plain SQL for the same rows. */
export async function listCases(pool: Pool, storeId: string): Promise<ListCase[]> {
  const far = await farBorder(
    pool,
    "SELECT placed_at AS at, id FROM orders WHERE store_id = $1 ORDER BY placed_at DESC, id",
    storeId,
  );
  const farItem = await farBorder(
    pool,
    "SELECT deadline_at AS at, id FROM worklist_items WHERE store_id = $1 AND list = 'unpaid' AND closed_at IS NULL ORDER BY deadline_at, id",
    storeId,
  );
  const api = { isPage: false, goalMs: API_GOAL_MS };
  const search = { isPage: false, goalMs: SEARCH_GOAL_MS };
  const screen = { isPage: true, goalMs: SCREEN_GOAL_MS };
  const after = (list: string, { at, id }: Border) => `&cursor=${cursorText(list, [at?.toISOString() ?? null, id])}`;
  return [
    { ...api, name: "Orders, page 1", path: `/api/v1/orders?limit=${LIMIT}`, plain: plainOrders(storeId, LIMIT) },
    {
      ...api,
      name: `Orders, page ${page(far)}`,
      path: `/api/v1/orders?limit=${LIMIT}${after("orders", far)}`,
      plain: plainOrders(storeId, LIMIT, far),
    },
    {
      ...api,
      name: "Worklist, page 1",
      path: `/api/v1/worklists/unpaid?limit=${LIMIT}`,
      plain: plainWorklist(storeId, LIMIT),
    },
    {
      ...api,
      name: `Worklist, page ${page(farItem)}`,
      path: `/api/v1/worklists/unpaid?limit=${LIMIT}${after("unpaid", farItem)}`,
      plain: plainWorklist(storeId, LIMIT, farItem),
    },
    {
      ...search,
      name: "Search by number",
      path: "/api/v1/orders?q=B00004711",
      plain: plainByNumber(storeId, "B00004711"),
    },
    {
      ...search,
      name: "Search by e-mail",
      path: "/api/v1/orders?q=customer711%40example.com",
      plain: plainByEmail(storeId, "customer711@example.com"),
    },
    { ...search, name: "Search by last four", path: "/api/v1/orders?q=4711", plain: plainByLast4(storeId, "4711") },
    { ...screen, name: "Home", path: "/", plain: plainUnpaid(storeId, 8) },
    { ...screen, name: "Unpaid orders", path: "/unpaid", plain: plainUnpaid(storeId, ON_SCREEN) },
    { ...screen, name: "All orders", path: "/orders", plain: plainOrders(storeId, ON_SCREEN) },
  ];
}

type FarBorder = Border & { readonly row: number };

/** The row before page 2,000; before the last full page where there are fewer, since a part of a page costs less. */
async function farBorder(pool: Pool, ordered: string, storeId: string): Promise<FarBorder> {
  const { rows } = await pool.query<FarBorder>(
    `SELECT at, id, row FROM (SELECT at, id, (row_number() OVER ())::int AS row, count(*) OVER () AS rows FROM (${ordered}) AS ordered) AS numbered
     WHERE row % $2 = 0 AND row <= least($3, rows - $2) ORDER BY row DESC LIMIT 1`,
    [storeId, LIMIT, LIMIT * (FAR_PAGE - 1)],
  );
  const border = rows[0];
  if (!border) throw new Error("there are not enough rows for two pages");
  return border;
}

function page({ row }: FarBorder): string {
  return (row / LIMIT + 1).toLocaleString("en");
}
