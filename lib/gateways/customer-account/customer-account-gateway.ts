import type { Gateway } from "@/lib/payments/gateway";
import type { HouseLedger } from "@/lib/payments/house-ledger";
import { createHouseGateway } from "../house-gateway";

/** Lines of credit: authorize reserves credit, capture is owed from then on as a receivable and lowers what remains (W15, W16). */
export function createCustomerAccountGateway(ledger: HouseLedger): Gateway {
  return createHouseGateway("customer_account", ledger);
}
