import { type DeskForTests, must } from "@/lib/jobs/desk-for-tests";
import type { MethodKind } from "@/lib/payments/gateway";
import { putAccount, putAccountInput } from "./account/put-account";
import { grantGiftCard } from "./gift-card/grant-gift-card";
import { confirmOrder } from "./order/confirm-order";
import { putOrder } from "./order/put-order";
import { putOrderInput } from "./order/put-order-input";
import { releaseOrder } from "./release/release-order";
import { shipRelease } from "./release/ship-release";
import { type SetPaymentTypeInput, setPaymentType } from "./store/set-payment-type";

type Method = { type: MethodKind; token?: string; customerToken?: string; fixedMinor?: number; limitMinor?: number };

/** A shop that takes gift cards, accounts, checks and money paid elsewhere. */
export function houseShop(desk: DeskForTests) {
  let count = 0;
  const shop = {
    async take(kind: MethodKind, changes: Omit<SetPaymentTypeInput, "kind"> = {}): Promise<void> {
      must(await setPaymentType(desk.context, { kind, isEnabled: true, ...changes }));
    },
    async giftCard(amountMinor: number, currency = "USD"): Promise<string> {
      const cardToken = `gift-${String(++count).padStart(4, "0")}`;
      const input = { cardToken, amountMinor: BigInt(amountMinor), currency, reference: "sale" };
      must(await grantGiftCard(desk.context, input));
      return cardToken;
    },
    async account(limitMinor: number | null, currency = "USD"): Promise<string> {
      const externalId = `A-${String(++count).padStart(4, "0")}`;
      const creditLimit = limitMinor === null ? null : { amountMinor: limitMinor, currency };
      must(await putAccount(desk.context, externalId, putAccountInput.parse({ name: "Carmen Moreno", creditLimit })));
      return externalId;
    },
    /** An order of lines that cost this much each, put and asked to be confirmed. */
    async order(account: string, prices: number[], paymentMethods: Method[], currency = "USD"): Promise<string> {
      const orderNumber = `H-${String(++count).padStart(5, "0")}`;
      const lines = prices.map((unitPriceMinor, index) => ({
        sku: `S${index}`,
        name: "Lens repair",
        quantity: 1,
        unitPriceMinor,
      }));
      const input = { account, source: "commerce", currency, lines, paymentMethods };
      must(await putOrder(desk.context, orderNumber, putOrderInput.parse(input)));
      must(await confirmOrder(desk.context, { orderNumber }));
      await desk.work();
      return orderNumber;
    },
    /** Ships one line, or all that is left, and lets the background capture it. */
    async ship(orderNumber: string, lineNo?: number): Promise<void> {
      const lines = lineNo === undefined ? {} : { lines: [{ lineNo, quantity: 1 }] };
      const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, lines));
      must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
      await desk.work();
    },
    status: (orderNumber: string) =>
      desk.row<{ status: string; capture_status: string; captured_minor: bigint }>(
        "SELECT status, capture_status, captured_minor FROM orders WHERE order_number = $1",
        [orderNumber],
      ),
    balance: (token: string) =>
      desk.row<{ balance_minor: bigint; held_minor: bigint; limit_minor: bigint }>(
        `SELECT balance_minor, held_minor, limit_minor FROM house_balances b
         WHERE token = $1 OR token = (SELECT id FROM accounts WHERE external_id = $1 AND store_id = b.store_id)`,
        [token],
      ),
  };
  return shop;
}
