import { type EnquiryLadder, enquiryLadderOf } from "@/lib/payments/enquiry-ladder";
import { type QueryScope, readRows } from "../query-scope";

/** When this store asks a silent gateway. */
export async function getEnquiryLadder(scope: Pick<QueryScope, "pool" | "storeId">): Promise<EnquiryLadder> {
  const [row] = await readRows<{ settings: unknown }>(scope, "SELECT settings FROM stores WHERE id = $1", [
    scope.storeId,
  ]);
  return enquiryLadderOf(row?.settings);
}
