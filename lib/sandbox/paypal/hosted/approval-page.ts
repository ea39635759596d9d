import { html } from "../../html";
import { jsonReply, type Reply } from "../../http-exchange";
import { pageReply, redirect } from "../../page-layout";
import { renderAmount } from "../amounts";
import { BUYERS, buyerOf } from "../buyers";
import { approveOrder } from "../orders";
import type { OrderRecord } from "../records";
import type { PaypalWorld } from "../world";

export const APPROVAL_PATH = "/checkoutnow";

export interface PageRequest {
  readonly method: string;
  readonly query: string;
  readonly body: string;
}

/** PayPal's own page, where the payer signs in and agrees, or goes back. Nothing is held or taken by agreeing. */
export function handleApproval(world: PaypalWorld, request: PageRequest): Reply {
  if (request.method !== "GET" && request.method !== "POST") return jsonReply(405, { error: "GET or POST" });
  const order = world.state.orders.get(new URLSearchParams(request.query).get("token") ?? "");
  if (order === undefined) return gonePage(world);
  if (order.status === "COMPLETED" || order.status === "APPROVED")
    return request.method === "POST" ? redirect(returnAddress(order)) : donePage(world, order);
  if (request.method === "GET") return askPage(world, order);
  const form = new URLSearchParams(request.body);
  if (form.get("answer") === "cancel") return redirect(withToken(order.cancelUrl ?? "/", order));
  const buyer = BUYERS.find(({ key }) => key === form.get("buyer"));
  if (buyer === undefined) return askPage(world, order);
  return redirect(returnAddress(approveOrder(world, order, buyer)));
}

function askPage(world: PaypalWorld, order: OrderRecord): Reply {
  const shop = order.brandName ?? world.merchantName;
  return pageReply({
    title: "Pay with PayPal",
    body: html`<section class="card narrow">
<h1>Pay ${shop} with PayPal</h1>
<p class="amount">${amountText(order)}</p>
${order.description === null ? null : html`<p class="quiet">${order.description}</p>`}
<form method="post">
<fieldset><legend>Which test buyer are you?</legend>
${BUYERS.map(
  ({ key, name, story }, index) =>
    html`<label class="buyer"><input type="radio" name="buyer" value="${key}"${index === 0 ? html` checked` : null}> <span>${name.join(" ")}: ${story}</span></label>`,
)}
</fieldset>
<button type="submit" name="answer" value="agree">Agree and Continue</button>
<button type="submit" name="answer" value="cancel" class="plain">Cancel and return to ${shop}</button>
</form>
</section>`,
  });
}

function donePage(world: PaypalWorld, order: OrderRecord): Reply {
  return notice({
    status: 200,
    title: "You have agreed to this payment",
    text: "There is nothing more to do on this page.",
    link: html`<a class="button" href="${returnAddress(order)}">Continue to ${order.brandName ?? world.merchantName}</a>`,
  });
}

function gonePage(world: PaypalWorld): Reply {
  return notice({
    status: 410,
    title: "This payment request has ended",
    text: `Nothing was charged. Ask ${world.merchantName} for a new link.`,
    link: null,
  });
}

function notice({
  status,
  title,
  text,
  link,
}: {
  status: number;
  title: string;
  text: string;
  link: ReturnType<typeof html> | null;
}): Reply {
  return pageReply({
    title,
    status,
    body: html`<section class="card narrow"><h1>${title}</h1><p>${text}</p>${link}</section>`,
  });
}

function returnAddress(order: OrderRecord): string {
  const payer = order.buyer === null ? {} : { PayerID: buyerOf(order.buyer).payerId };
  return withToken(order.returnUrl ?? "/", order, payer);
}

function withToken(address: string, order: OrderRecord, more: Record<string, string> = {}): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  for (const [name, value] of Object.entries({ token: order.id, ...more })) url.searchParams.set(name, value);
  return url.toString();
}

function amountText({ amount }: OrderRecord): string {
  const { value, currency_code } = renderAmount(amount);
  return `${value} ${currency_code}`;
}
