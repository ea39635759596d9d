import type { Sender } from "@/lib/http/sender";
import type { Gateway, GatewayName } from "@/lib/payments/gateway";
import type { StripeSettings } from "./stripe/stripe-client";
import { createStripeGateway } from "./stripe/stripe-gateway";

type GatewaySettings = {
  readonly stripe: StripeSettings;
};

/** Every gateway that is switched on. A new one is one line here. */
export function createGatewayRegistry(settings: GatewaySettings, sender: Sender): ReadonlyMap<GatewayName, Gateway> {
  return byName([createStripeGateway(settings.stripe, sender)]);
}

function byName(gateways: readonly Gateway[]): ReadonlyMap<GatewayName, Gateway> {
  return new Map(gateways.map((gateway) => [gateway.name, gateway]));
}
