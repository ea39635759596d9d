import { emit } from "./events";
import { attach } from "./payment-method-store";
import type { PaymentMethodRecord } from "./records";
import type { SetupIntentRecord } from "./side-records";
import type { StripeWorld } from "./world";

/** The card is verified, authenticated where it asks for it, and kept with the customer. */
export function settleSetup(
  world: StripeWorld,
  setup: SetupIntentRecord,
  method: PaymentMethodRecord,
): SetupIntentRecord {
  const kept = setup.customer === null ? method : attach(world, method, setup.customer);
  world.state.methods.put({ ...kept, isSetUpOffSession: setup.usage === "off_session" });
  const settled = world.state.setups.put({
    ...setup,
    challenge: null,
    lastError: null,
    paymentMethod: method.id,
    status: "succeeded",
  });
  emit(world, "setup_intent.succeeded", "setup_intent", settled);
  return settled;
}
