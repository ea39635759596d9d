import type { Sender } from "@/lib/http/sender";
import type { Gateway, GatewayName } from "@/lib/payments/gateway";
import type { HouseLedger } from "@/lib/payments/house-ledger";
import { createCheckGateway } from "./check/check-gateway";
import { createCustomerAccountGateway } from "./customer-account/customer-account-gateway";
import { createOfflineGateway } from "./offline/offline-gateway";
import type { PaypalSettings } from "./paypal/paypal-client";
import { createPaypalGateway } from "./paypal/paypal-gateway";
import { createStoredValueGateway } from "./stored-value/stored-value-gateway";
import type { StripeSettings } from "./stripe/stripe-client";
import { createStripeGateway } from "./stripe/stripe-gateway";

type GatewaySettings = {
  readonly stripe: StripeSettings;
  /** Left out where the shop takes no PayPal. */
  readonly paypal?: PaypalSettings;
};

/** Every gateway that is switched on. A new one is one line here. `ledger` keeps the books of those that are our own. */
export function createGatewayRegistry(
  settings: GatewaySettings,
  sender: Sender,
  ledger: HouseLedger,
): ReadonlyMap<GatewayName, Gateway> {
  return byName([
    createStripeGateway(settings.stripe, sender),
    ...(settings.paypal === undefined ? [] : [createPaypalGateway(settings.paypal, sender)]),
    createStoredValueGateway(ledger),
    createCustomerAccountGateway(ledger),
    createCheckGateway(ledger),
    createOfflineGateway(ledger),
  ]);
}

function byName(gateways: readonly Gateway[]): ReadonlyMap<GatewayName, Gateway> {
  return new Map(gateways.map((gateway) => [gateway.name, gateway]));
}
