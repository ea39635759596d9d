import { testCardByToken } from "./card-numbers";
import { declineOf } from "./decline-codes";
import type { ChargeRecord, PaymentIntentRecord } from "./records";
import { cancelIntent, expireHold } from "./release-hold";
import { cardError, errorOfDecline, stateConflict } from "./stripe-error";
import type { StripeWorld } from "./world";

/** `code`, `code*3` or `code*always` under this metadata key of an intent makes its captures fail so often; a plain code once. */
const METADATA_KEY = "sandbox_capture_decline";

const EXPIRY_CODES = new Set(["charge_expired_for_capture", "capture_charge_authorization_expired"]);

interface CaptureFailure {
  readonly code: string;
  readonly declineCode: string | null;
  readonly releasesHold: boolean;
}

/** Throws when this capture is meant to fail. The hold stays, unless the failure says that it is gone. */
export function failedCapture(world: StripeWorld, intent: PaymentIntentRecord, charge: ChargeRecord): void {
  const failure =
    world.faults.forMoney({
      gateway: "stripe",
      operation: "capture",
      paymentIntent: intent.id,
      customer: intent.customer,
    }) ??
    failureOfCard(charge) ??
    failureOfMetadata(intent, charge);
  if (failure === null) return;
  const marked = world.state.charges.put({ ...charge, captureFailures: charge.captureFailures + 1 });
  const code = failure.code;
  if (EXPIRY_CODES.has(code)) {
    throw stateConflict("The charge cannot be captured as the authorization has expired.", {
      code,
      intent: expireHold(world, intent, marked),
    });
  }
  const after = failure.releasesHold ? cancelIntent(world, intent, "automatic") : intent;
  if (STATE_CODES.has(code)) throw stateConflict("The charge could not be captured.", { code, intent: after });
  const decline = declineOf(failure.declineCode ?? code, charge.card.brand);
  const method = world.state.methods.get(charge.paymentMethod) ?? null;
  throw cardError(errorOfDecline(decline, { charge: charge.id, paymentMethod: method }), { intent: after });
}

const STATE_CODES = new Set([
  "capture_unauthorized_payment",
  "charge_already_captured",
  "charge_disputed",
  "amount_too_large",
]);

function failureOfCard(charge: ChargeRecord): CaptureFailure | null {
  const declines = testCardByToken(charge.card.token)?.behaviour.captureDeclines;
  if (declines === undefined) return null;
  const isDue = declines.times === "always" || charge.captureFailures < declines.times;
  return isDue ? { code: declines.code, declineCode: null, releasesHold: false } : null;
}

function failureOfMetadata(intent: PaymentIntentRecord, charge: ChargeRecord): CaptureFailure | null {
  const [code, times = "1"] = (intent.metadata[METADATA_KEY] ?? "").split("*");
  if (code === undefined || code === "") return null;
  const isDue = times === "always" || charge.captureFailures < Number(times);
  return isDue ? { code, declineCode: null, releasesHold: false } : null;
}
