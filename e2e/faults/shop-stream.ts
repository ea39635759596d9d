import { putAccount, putAccountInput } from "@/lib/operations/account/put-account";
import type { OperationContext } from "@/lib/operations/operation-context";
import { cancelOrder } from "@/lib/operations/order/cancel-order";
import { confirmOrder } from "@/lib/operations/order/confirm-order";
import { putOrder } from "@/lib/operations/order/put-order";
import { putOrderInput } from "@/lib/operations/order/put-order-input";
import { requestRefund, requestRefundInput } from "@/lib/operations/refund/request-refund";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import type { SandboxControl } from "./sandbox-control";

/** A shop that goes on selling whatever happens behind it: it places orders, ships what is confirmed in one parcel or two, cancels some and refunds some. */
export class ShopStream {
  placed = 0;
  shipped = 0;
  cancelled = 0;
  refunds = 0;
  private readonly handled = new Set<string>();

  constructor(
    private readonly context: OperationContext,
    private readonly sandbox: SandboxControl,
  ) {}

  async placeOne(): Promise<void> {
    const orderNumber = `F-${++this.placed}`;
    const customer = await this.sandbox.stripe<{ id: string }>("/v1/customers", { name: "Carmen Moreno" });
    const attach = { customer: customer.id };
    const method = await this.sandbox.stripe<{ id: string }>("/v1/payment_methods/pm_card_visa/attach", attach);
    const account = putAccountInput.parse({ name: "Carmen Moreno", email: `${orderNumber}@example.com` });
    await putAccount(this.context, orderNumber, account);
    const unitPriceMinor = 1_000 + ((this.placed * 37) % 50_000);
    const input = putOrderInput.parse({
      account: orderNumber,
      source: "commerce",
      currency: "USD",
      lines: [{ sku: "LENS", name: "Lens", quantity: 2, unitPriceMinor }],
      paymentMethods: [{ type: "card", token: method.id, customerToken: customer.id }],
    });
    await putOrder(this.context, orderNumber, input);
    await confirmOrder(this.context, { orderNumber });
  }

  /** Everything that the background has brought as far as the shop's next move. */
  async moveOn(): Promise<void> {
    const { pool } = this.context;
    const { rows: confirmed } = await pool.query<{ order_number: string }>(
      "SELECT order_number FROM orders WHERE status = 'confirmed' ORDER BY placed_at LIMIT 50",
    );
    for (const { order_number } of confirmed) if (!this.handled.has(order_number)) await this.send(order_number);
    const { rows: paid } = await pool.query<{ order_number: string; captured_minor: bigint }>(
      "SELECT order_number, captured_minor FROM orders WHERE status = 'completed' AND refunded_minor = 0 AND right(order_number, 1) = '7' LIMIT 50",
    );
    for (const { order_number, captured_minor } of paid) await this.refund(order_number, captured_minor);
  }

  private async send(orderNumber: string): Promise<void> {
    this.handled.add(orderNumber);
    if (orderNumber.endsWith("3")) {
      await cancelOrder(this.context, { orderNumber }, { reason: "not wanted" });
      this.cancelled++;
      return;
    }
    const isSplit = orderNumber.endsWith("5");
    if (isSplit) await releaseOrder(this.context, { orderNumber }, { lines: [{ lineNo: 1, quantity: 1 }] });
    await releaseOrder(this.context, { orderNumber }, {});
    for (let releaseNo = 1; releaseNo <= (isSplit ? 2 : 1); releaseNo++) {
      await shipRelease(this.context, { orderNumber, releaseNo }, {});
      this.shipped++;
    }
  }

  private async refund(orderNumber: string, capturedMinor: bigint): Promise<void> {
    if (this.handled.has(`refund ${orderNumber}`)) return;
    this.handled.add(`refund ${orderNumber}`);
    const amountMinor = Number(capturedMinor) / 2;
    const input = requestRefundInput.parse({
      amount: { amountMinor: Math.floor(amountMinor), currency: "USD" },
      reason: "returned",
    });
    // Twice at once, as two colleagues would.
    await Promise.all([
      requestRefund(this.context, { orderNumber }, input),
      requestRefund(this.context, { orderNumber }, input),
    ]);
    this.refunds += 2;
  }
}
