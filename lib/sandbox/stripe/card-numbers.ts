export type CardBrand = "visa" | "mastercard" | "amex" | "discover" | "jcb" | "diners" | "unionpay";
export type CardFunding = "credit" | "debit" | "prepaid";

export interface CardBehaviour {
  /** Refused with this decline code when charged, and when attached or set up. */
  readonly declines?: string;
  /** Can be attached, but is refused when charged. */
  readonly declinesWhenCharged?: string;
  /** Blocked before it reaches the network. */
  readonly isBlocked?: true;
  readonly hasElevatedRisk?: true;
  readonly threeDSecure?: "always" | "unless_set_up";
  /** Refused after the cardholder has authenticated. */
  readonly declinesAfterAuthentication?: string;
  readonly dispute?: "fraudulent" | "product_not_received" | "inquiry";
  readonly refund?: "pending_then_succeeds" | "succeeds_then_fails" | "pending_then_fails";
  /** Sandbox only: authorizes, then captures are refused with this code, so many times or always. */
  readonly captureDeclines?: { readonly code: string; readonly times: number | "always" };
}

export interface TestCard {
  readonly token: string;
  readonly number: string;
  readonly brand: CardBrand;
  readonly funding: CardFunding;
  readonly country: string;
  readonly label: string;
  readonly behaviour: CardBehaviour;
}

const PLAIN: CardBehaviour = {};

export const TEST_CARDS: readonly TestCard[] = [
  card("pm_card_visa", "4242424242424242", "Visa, succeeds", PLAIN),
  card("pm_card_visa_debit", "4000056655665556", "Visa debit, succeeds", PLAIN, "debit"),
  card("pm_card_mastercard", "5555555555554444", "Mastercard, succeeds", PLAIN),
  card("pm_card_mastercard_debit", "5200828282828210", "Mastercard debit, succeeds", PLAIN, "debit"),
  card("pm_card_mastercard_prepaid", "5105105105105100", "Mastercard prepaid, succeeds", PLAIN, "prepaid"),
  card("pm_card_amex", "378282246310005", "American Express, succeeds", PLAIN),
  card("pm_card_discover", "6011111111111117", "Discover, succeeds", PLAIN),
  card("pm_card_diners", "3056930009020004", "Diners Club, succeeds", PLAIN),
  card("pm_card_jcb", "3566002020360505", "JCB, succeeds", PLAIN),
  card("pm_card_unionpay", "6200000000000005", "UnionPay, succeeds", PLAIN),
  card("pm_card_threeDSecure2Required", "4000000000003220", "Asks to authenticate", { threeDSecure: "always" }),
  card("pm_card_authenticationRequiredOnSetup", "4000002500003155", "Asks to authenticate once, then not when saved", {
    threeDSecure: "unless_set_up",
  }),
  card("pm_card_authenticationRequired", "4000002760003184", "Asks to authenticate every time", {
    threeDSecure: "always",
  }),
  card("pm_card_authenticationRequiredSetupForOffSession", "4000003800000446", "Saved before, asks when present", {
    threeDSecure: "unless_set_up",
  }),
  card(
    "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds",
    "4000008260003178",
    "Asks to authenticate, then insufficient funds",
    { threeDSecure: "always", declinesAfterAuthentication: "insufficient_funds" },
  ),
  card("pm_card_threeDSecureRequiredChargeDeclined", "4000008400001629", "Asks to authenticate, then declined", {
    threeDSecure: "always",
    declinesAfterAuthentication: "generic_decline",
  }),
  card("pm_card_chargeDeclined", "4000000000000002", "Declined", { declines: "generic_decline" }),
  card("pm_card_chargeDeclinedInsufficientFunds", "4000000000009995", "Insufficient funds", {
    declines: "insufficient_funds",
  }),
  card("pm_card_chargeDeclinedLostCard", "4000000000009987", "Lost card", { declines: "lost_card" }),
  card("pm_card_chargeDeclinedStolenCard", "4000000000009979", "Stolen card", { declines: "stolen_card" }),
  card("pm_card_chargeDeclinedExpiredCard", "4000000000000069", "Expired card", { declines: "expired_card" }),
  card("pm_card_chargeDeclinedIncorrectCvc", "4000000000000127", "Wrong security code", { declines: "incorrect_cvc" }),
  card("pm_card_chargeDeclinedProcessingError", "4000000000000119", "Processing error", {
    declines: "processing_error",
  }),
  card("pm_card_chargeDeclinedVelocityLimitExceeded", "4000000000006975", "Over the card's limit", {
    declines: "card_velocity_exceeded",
  }),
  card("pm_card_chargeCustomerFail", "4000000000000341", "Can be saved, declined when charged", {
    declinesWhenCharged: "generic_decline",
  }),
  card("pm_card_radarBlock", "4100000000000019", "Blocked as highest risk", { isBlocked: true }),
  card("pm_card_chargeDeclinedFraudulent", "4000000000004954", "Declined as fraudulent", { declines: "fraudulent" }),
  card("pm_card_riskLevelElevated", "4000000000009235", "Succeeds with elevated risk", { hasElevatedRisk: true }),
  card("pm_card_createDispute", "4000000000000259", "Succeeds, then disputed as fraud", { dispute: "fraudulent" }),
  card("pm_card_createDisputeProductNotReceived", "4000000000002685", "Succeeds, then disputed as not received", {
    dispute: "product_not_received",
  }),
  card("pm_card_createDisputeInquiry", "4000000000001976", "Succeeds, then an inquiry", { dispute: "inquiry" }),
  card("pm_card_pendingRefund", "4000000000007726", "Refunds wait, then succeed", { refund: "pending_then_succeeds" }),
  card("pm_card_refundFail", "4000000000005126", "Refunds succeed, then fail", { refund: "succeeds_then_fails" }),
  card("pm_card_sandboxRefundPendingThenFails", "4000000000005233", "Refunds wait, then fail", {
    refund: "pending_then_fails",
  }),
  card("pm_card_sandboxCaptureFailsOnce", "4000000000007007", "Authorizes, first capture fails", {
    captureDeclines: { code: "processing_error", times: 1 },
  }),
  card("pm_card_sandboxCaptureInsufficientFunds", "4000000000007015", "Authorizes, every capture fails for funds", {
    captureDeclines: { code: "insufficient_funds", times: "always" },
  }),
];

const BY_TOKEN = new Map(TEST_CARDS.map((testCard) => [testCard.token, testCard]));
const BY_NUMBER = new Map(TEST_CARDS.map((testCard) => [testCard.number, testCard]));

const ALIASES: Readonly<Record<string, string>> = {
  pm_card_us: "pm_card_visa",
  pm_card_visa_chargeDeclined: "pm_card_chargeDeclined",
  pm_card_visa_chargeDeclinedInsufficientFunds: "pm_card_chargeDeclinedInsufficientFunds",
  pm_card_visa_chargeDeclinedLostCard: "pm_card_chargeDeclinedLostCard",
  pm_card_visa_chargeDeclinedStolenCard: "pm_card_chargeDeclinedStolenCard",
  pm_card_visa_chargeDeclinedFraudulent: "pm_card_chargeDeclinedFraudulent",
};

export function testCardByToken(token: string): TestCard | undefined {
  return BY_TOKEN.get(ALIASES[token] ?? token);
}

export function testCardByNumber(number: string): TestCard | undefined {
  return BY_NUMBER.get(number);
}

export function isLuhnValid(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  let sum = 0;
  for (let index = 0; index < number.length; index += 1) {
    const digit = Number(number[number.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

export function cvcLength(brand: CardBrand): number {
  return brand === "amex" ? 4 : 3;
}

function card(
  token: string,
  number: string,
  label: string,
  behaviour: CardBehaviour,
  funding: CardFunding = "credit",
): TestCard {
  return { token, number, brand: brandOf(number), funding, country: "US", label, behaviour };
}

function brandOf(number: string): CardBrand {
  if (number.startsWith("4")) return "visa";
  if (number.startsWith("34") || number.startsWith("37")) return "amex";
  if (number.startsWith("62")) return "unionpay";
  if (number.startsWith("6")) return "discover";
  if (number.startsWith("35")) return "jcb";
  if (number.startsWith("30") || number.startsWith("36")) return "diners";
  return "mastercard";
}
