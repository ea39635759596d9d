import type { Gateway } from "@/lib/payments/gateway";
import type { HouseLedger } from "@/lib/payments/house-ledger";
import { createHouseGateway } from "../house-gateway";

/**
 * Checks, each one document with a number of its own. Where the payment type says `nothing_to_do`, a check goes to the bank when it is recorded and capture
 * moves nothing (W13); where it says `deposits`, the first capture takes it there (W14). Once it is in the bank it cannot be handed back.
 */
export function createCheckGateway(ledger: HouseLedger): Gateway {
  return createHouseGateway("check", ledger);
}
