import { randomId } from "../random-id";
import type { Decline } from "./decline-codes";
import type {
  CardFeatures,
  CardRecord,
  ChargeRecord,
  OutcomeRecord,
  PaymentIntentRecord,
  PaymentMethodRecord,
} from "./records";
import type { StripeWorld } from "./world";

const DAY_SECONDS = 24 * 60 * 60;
const HOLD_SECONDS = 7 * DAY_SECONDS;
const VISA_MERCHANT_INITIATED_HOLD_SECONDS = 4 * DAY_SECONDS + 18 * 60 * 60;
const EXTENDED_HOLD_SECONDS = 30 * DAY_SECONDS;
const VISA_EXTENDED_HOLD_SECONDS = 29 * DAY_SECONDS + 18 * 60 * 60;
const OVERCAPTURE_PERCENT = 15;

export interface ChargeFacts {
  readonly isOffSession: boolean;
  readonly isMoto: boolean;
  readonly isAuthenticated: boolean;
}

export function newCharge(
  world: StripeWorld,
  intent: PaymentIntentRecord,
  method: PaymentMethodRecord,
  facts: ChargeFacts & { readonly decline: Decline | null; readonly outcome: OutcomeRecord },
): ChargeRecord {
  const hasSucceeded = facts.decline === null;
  const isHeld = hasSucceeded && intent.captureMethod === "manual";
  const features = isHeld ? grantedFeatures(world, intent, method.card) : NO_FEATURES;
  const created = world.clock.nowSeconds();
  return {
    id: randomId("ch_", 24),
    created,
    amount: intent.amount,
    amountCaptured: hasSucceeded && !isHeld ? intent.amount : 0,
    amountRefunded: 0,
    amountReleased: 0,
    authorizationCode: hasSucceeded ? randomId("", 6).toUpperCase() : null,
    balanceTransaction: hasSucceeded && !isHeld ? randomId("txn_", 24) : null,
    billing: method.billing,
    captureBefore: isHeld ? created + holdSeconds(method.card, features, facts) : null,
    captureFailures: 0,
    captureMethod: intent.captureMethod,
    captures: hasSucceeded && !isHeld ? 1 : 0,
    card: method.card,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    failureCode: facts.decline?.code ?? null,
    failureMessage: facts.decline?.message ?? null,
    features,
    hasExpired: false,
    increments: 0,
    isAuthenticated: facts.isAuthenticated,
    isCaptured: hasSucceeded && !isHeld,
    isDisputed: false,
    isMoto: facts.isMoto,
    metadata: intent.metadata,
    outcome: facts.outcome,
    paymentIntent: intent.id,
    paymentMethod: method.id,
    receiptEmail: intent.receiptEmail,
    shipping: intent.shipping,
    statementDescriptorSuffix: intent.statementDescriptorSuffix,
    status: hasSucceeded ? "succeeded" : "failed",
    transferGroup: intent.transferGroup,
  };
}

const NO_FEATURES: CardFeatures = {
  extendedAuthorization: false,
  incrementalAuthorization: false,
  multicapture: false,
  overcaptureMaximum: null,
};

const FEATURE_BRANDS = {
  extended: new Set(["visa", "mastercard", "discover"]),
  incremental: new Set(["visa", "mastercard", "discover"]),
  multicapture: new Set(["visa", "mastercard", "amex", "discover"]),
  overcapture: new Set(["visa", "mastercard", "amex", "discover"]),
};

/** The metadata key by which a test or a demo withholds the IC+ features from one intent: `none`, or those to grant. */
const FEATURES_KEY = "sandbox_card_features";

function grantedFeatures(world: StripeWorld, intent: PaymentIntentRecord, card: CardRecord): CardFeatures {
  const granted = intent.metadata[FEATURES_KEY];
  const isGranted = (feature: keyof typeof FEATURE_BRANDS, request: string | undefined) =>
    request === "if_available" &&
    world.grantsCardFeatures &&
    (granted === undefined || granted.split(",").includes(feature)) &&
    FEATURE_BRANDS[feature].has(card.brand);
  const options = intent.cardOptions;
  return {
    extendedAuthorization: isGranted("extended", options.request_extended_authorization),
    incrementalAuthorization: isGranted("incremental", options.request_incremental_authorization),
    multicapture: isGranted("multicapture", options.request_multicapture),
    overcaptureMaximum: isGranted("overcapture", options.request_overcapture)
      ? Math.floor((intent.amount * (100 + OVERCAPTURE_PERCENT)) / 100)
      : null,
  };
}

function holdSeconds(card: CardRecord, features: CardFeatures, facts: ChargeFacts): number {
  if (features.extendedAuthorization) return card.brand === "visa" ? VISA_EXTENDED_HOLD_SECONDS : EXTENDED_HOLD_SECONDS;
  if (facts.isOffSession && card.brand === "visa") return VISA_MERCHANT_INITIATED_HOLD_SECONDS;
  return HOLD_SECONDS;
}
