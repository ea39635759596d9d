import { putAccount, putAccountInput } from "@/lib/operations/account/put-account";
import { confirmOrder } from "@/lib/operations/order/confirm-order";
import { putOrder } from "@/lib/operations/order/put-order";
import { putOrderInput } from "@/lib/operations/order/put-order-input";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import { type DeskForTests, must } from "./desk-for-tests";

export type PaypalOrder = { readonly orderNumber: string; readonly orderId: string; readonly authorization: string };

/** Orders of 200.00 that a PayPal account pays, and what PayPal's own site can do with their money. */
export function paypalOrdersAt(desk: DeskForTests) {
  let count = 0;

  const nextNumber = () => `P-${++count}`;

  async function held(buyer = "ava"): Promise<PaypalOrder> {
    return heldBy(nextNumber(), `sandbox_vault_${buyer}`);
  }

  /** `token` as an integration sends it: a kept account, or an order at PayPal that its payer has agreed to. */
  async function heldBy(orderNumber: string, token: string): Promise<PaypalOrder> {
    const account = { name: "Carmen Moreno", email: `${orderNumber.toLowerCase()}@example.com` };
    await putAccount(desk.context, orderNumber, putAccountInput.parse({ ...account, timeZone: "Europe/Madrid" }));
    const lines = [{ sku: "LENS", name: "Lens repair, labour", quantity: 1, unitPriceMinor: 20_000 }];
    const paymentMethods = [{ type: "paypal", gateway: "paypal", token }];
    const input = { account: orderNumber, source: "commerce", currency: "USD", lines, paymentMethods };
    must(await putOrder(desk.context, orderNumber, putOrderInput.parse(input)));
    must(await confirmOrder(desk.context, { orderNumber }));
    await desk.work();
    return desk.row<PaypalOrder>(
      `SELECT o.order_number AS "orderNumber", o.id AS "orderId", z.gateway_reference AS authorization
       FROM orders o JOIN authorizations z ON z.order_id = o.id WHERE o.order_number = $1`,
      [orderNumber],
    );
  }

  async function ship({ orderNumber }: PaypalOrder): Promise<void> {
    const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
    must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
    await desk.work();
  }

  async function captured(buyer = "ava"): Promise<PaypalOrder & { readonly capture: string }> {
    const order = await held(buyer);
    await ship(order);
    const { capture } = await desk.row<{ capture: string }>(
      "SELECT gateway_reference AS capture FROM captures WHERE order_id = $1",
      [order.orderId],
    );
    return { ...order, capture };
  }

  let token: Promise<string> | undefined;
  /** As somebody does on PayPal's own site: past our gateway, with no mark of ours unless it is given. */
  async function atPaypal<T = { id: string }>(path: string, body: object = {}): Promise<T> {
    token ??= fetchToken();
    const response = await fetch(`${desk.sandbox.url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${await token}`, prefer: "return=representation" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as T;
  }

  async function fetchToken(): Promise<string> {
    const response = await fetch(`${desk.sandbox.url}/v1/oauth2/token`, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from("site:site").toString("base64")}` },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  }

  return { nextNumber, held, heldBy, ship, captured, atPaypal };
}
