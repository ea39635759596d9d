import type { Gateway } from "@/lib/payments/gateway";
import type { HouseLedger } from "@/lib/payments/house-ledger";
import { createHouseGateway } from "../house-gateway";

/** Gift cards: authorize reserves on the card, capture takes, void lets go, refund puts back. */
export function createStoredValueGateway(ledger: HouseLedger): Gateway {
  return createHouseGateway("stored_value", ledger);
}
