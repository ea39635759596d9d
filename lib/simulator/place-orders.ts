import { putAccount, putAccountInput } from "@/lib/operations/account/put-account";
import { grantGiftCard } from "@/lib/operations/gift-card/grant-gift-card";
import { confirmOrder } from "@/lib/operations/order/confirm-order";
import { putOrder } from "@/lib/operations/order/put-order";
import { putOrderInput } from "@/lib/operations/order/put-order-input";
import type { houseLedgers } from "@/lib/payments/house-ledger";
import type { LifeSetting } from "./life-setting";

const shop = { kind: "api", keyName: "shop" } as const;

/** Currencies of no, two and three decimals, and what one unit of price may be in each: Stripe takes the last digit of a dinar only as zero. */
export const currencies = [
  { code: "USD", step: 1, from: 500, to: 60_000 },
  { code: "EUR", step: 1, from: 500, to: 60_000 },
  { code: "JPY", step: 1, from: 300, to: 90_000 },
  { code: "KWD", step: 10, from: 50, to: 9_000 },
] as const;

const cards: readonly (readonly [number, string])[] = [
  [9, "pm_card_visa"],
  [3, "pm_card_mastercard"],
  [2, "pm_card_amex"],
  [2, "pm_card_sandboxCaptureFailsOnce"],
  [1, "pm_card_sandboxCaptureInsufficientFunds"],
  [1, "pm_card_chargeCustomerFail"],
  [1, "pm_card_authenticationRequiredSetupForOffSession"],
  [1, "pm_card_refundFail"],
  [1, "pm_card_sandboxRefundPendingThenFails"],
  [1, "pm_card_pendingRefund"],
  [1, "pm_card_createDispute"],
];

/** Accounts at PayPal, each with a fate of its own (lib/sandbox/paypal/buyers.ts). */
const buyers: readonly (readonly [number, string])[] = [
  [6, "ava"],
  [1, "ben"],
  [1, "cleo"],
  [1, "eve"],
  [2, "finn"],
  [2, "gus"],
  [1, "hana"],
  [1, "ivan"],
  [2, "jo"],
  [1, "kay"],
];
const PAYPAL_SHARE = 0.25;
/** In a life of disputes this share of those who pay wants it back through their bank or PayPal. */
const DISPUTING_SHARE = 0.75;
const HOUSE_SHARE = 0.25;
/** What the house itself keeps the books of. */
const houseKinds: readonly (readonly [number, (typeof houseLedgers)[number]])[] = [
  [4, "stored_value"],
  [3, "customer_account"],
  [1, "check"],
  [1, "offline"],
];

export type LineInput = { sku: string; name: string; quantity: number; unitPriceMinor: number; taxMinor?: number };

export function drawLines({ dice }: LifeSetting, currency: string): LineInput[] {
  const { step, from, to } = currencies.find(({ code }) => code === currency) ?? currencies[0];
  return Array.from({ length: dice.between(1, 3) }, (_, i) => ({
    sku: `SKU-${i + 1}`,
    name: "Lens repair, labour",
    quantity: dice.between(1, 3),
    unitPriceMinor: dice.between(from, to) * step,
    taxMinor: dice.chance(0.4) ? dice.between(1, 99) * step : 0,
  }));
}

type Way = { type: string; gateway?: string; token?: string; customerToken?: string };

/** A customer with one to three saved cards or accounts at PayPal, known to the gateway and to us, and an order that is to be paid from them. Answers what the shop's system will send. */
export async function drawOrder(
  setting: LifeSetting,
  orderNumber: string,
  { ofDisputes, currency: wanted }: { ofDisputes: boolean; currency?: string | undefined },
): Promise<() => Promise<unknown>> {
  const { dice, as, atGateway } = setting;
  const { code: currency, step } = currencies.find(({ code }) => code === wanted) ?? dice.pick(currencies);
  const customer = await atGateway<{ id: string }>("/v1/customers", { name: "Carmen Moreno" });
  const ways: Way[] = [];
  for (
    let left = dice.weighted([
      [5, 1],
      [3, 2],
      [2, 3],
    ]);
    left > 0;
    left--
  ) {
    // PayPal takes no dinars.
    if (currency !== "KWD" && dice.chance(PAYPAL_SHARE)) {
      const token = `sandbox_vault_${ofDisputes && dice.chance(DISPUTING_SHARE) ? "kay" : dice.weighted(buyers)}`;
      setting.log(`  customer of ${orderNumber} has ${token} at PayPal`);
      if (!ways.some((way) => way.token === token)) ways.push({ type: "paypal", gateway: "paypal", token });
      continue;
    }
    const card = ofDisputes && dice.chance(DISPUTING_SHARE) ? "pm_card_createDispute" : dice.weighted(cards);
    const method = await atGateway<{ id: string }>(`/v1/payment_methods/${card}/attach`, { customer: customer.id });
    setting.log(`  customer of ${orderNumber} has ${card}`);
    ways.push({ type: "card", gateway: "stripe", token: method.id, customerToken: customer.id });
  }
  const face = { brand: "visa", last4: "4242", expiryMonth: 12, expiryYear: 2034 };
  const saved = ways
    .filter(({ type }) => type === "card" || type === "paypal")
    .map((way) => (way.type === "card" ? { ...way, ...face } : way));
  const lines = drawLines(setting, currency);
  const total = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor + (line.taxMinor ?? 0), 0);
  const house = dice.chance(HOUSE_SHARE) ? dice.weighted(houseKinds) : null;
  // Enough or not.
  const houseMinor = Math.max(step, Math.floor((total * dice.between(2, 12)) / 10 / step) * step);
  const houseToken = `${house}-${orderNumber}`;
  if (house) {
    setting.log(`  customer of ${orderNumber} has ${houseMinor} by ${house}`);
    ways.unshift({ type: house, ...(house === "customer_account" ? {} : { token: houseToken }) });
  }
  const account = putAccountInput.parse({
    ...(house === "customer_account" ? { creditLimit: { amountMinor: houseMinor, currency } } : {}),
    name: "Carmen Moreno",
    email: `${orderNumber.toLowerCase()}@example.com`,
    timeZone: "Europe/Madrid",
    paymentMethods: saved,
  });
  const paymentMethods = ways.map((way, i) => {
    const share = Math.max(step * 100, Math.floor(total / 3 / step) * step);
    const isLast = i === ways.length - 1;
    return {
      ...way,
      ...(!isLast && dice.chance(0.7) ? { [dice.pick(["limitMinor", "fixedMinor"])]: share } : {}),
    };
  });
  const input = putOrderInput.parse({
    account: orderNumber,
    source: dice.pick(["commerce", "quote", "repair"]),
    currency,
    lines,
    paymentMethods,
    ...(dice.chance(0.3)
      ? { promisedShipAt: new Date(setting.nowMs() + dice.between(1, 20) * 86_400_000).toISOString() }
      : {}),
  });
  setting.log(`  ${orderNumber}: ${total} ${currency} from ${ways.length} ways to pay`);
  return async () => {
    await putAccount(as(shop), orderNumber, account);
    if (house === "stored_value") {
      const gift = { cardToken: houseToken, amountMinor: BigInt(houseMinor), currency, reference: orderNumber };
      await grantGiftCard(as(shop), gift);
    }
    const put = await putOrder(as(shop), orderNumber, input);
    if (!put.ok) return put;
    return confirmOrder(as(shop), { orderNumber });
  };
}
