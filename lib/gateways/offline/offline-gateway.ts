import type { Gateway } from "@/lib/payments/gateway";
import type { HouseLedger } from "@/lib/payments/house-ledger";
import { createHouseGateway } from "../house-gateway";

/** Money that is paid elsewhere (cash, a transfer, a bank slip): what is asked is recorded, and nobody is contacted (W07, W18). */
export function createOfflineGateway(ledger: HouseLedger): Gateway {
  return createHouseGateway("offline", ledger);
}
