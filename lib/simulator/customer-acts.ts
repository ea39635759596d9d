import { declineRequest } from "@/lib/operations/approval/answer-request";
import { approveRequest } from "@/lib/operations/approval/approve-request";
import { markOpened } from "@/lib/operations/approval/mark-opened";
import { requestPageSync } from "@/lib/operations/approval/request-page-sync";
import { money } from "@/lib/payments/money";
import { APPROVAL_PATH, handleApproval } from "@/lib/sandbox/paypal/hosted/approval-page";
import { handleHosted } from "@/lib/sandbox/stripe/hosted/hosted-pages";
import { type Act, act, many, type Order } from "./act";
import type { LifeSetting } from "./life-setting";

/** The customer opens the link, agrees (with a card of theirs or another), agrees to what an old page showed, or says no. */
export async function customerAnswers(setting: LifeSetting, { id, order_number }: Order): Promise<Act | undefined> {
  const { dice, as } = setting;
  const requests = await many<{ id: string; amount_minor: bigint; currency: string }>(
    setting,
    "SELECT id, amount_minor, currency FROM approval_requests WHERE order_id = $1 ORDER BY requested_at, id",
    [id],
  );
  if (requests.length === 0) return undefined;
  const request = dice.chance(0.85) ? (requests.at(-1) as (typeof requests)[number]) : dice.pick(requests);
  const context = as({ kind: "customer", approvalRequestId: request.id });
  const how = dice.weighted([
    [2, "opens"],
    [5, "agrees"],
    [3, "gives another card"],
    [1, "goes to PayPal"],
    [1, "declines"],
  ] as const);
  const name = `customer of ${order_number} ${how} (${request.id})`;
  if (how === "opens") return act(name, () => markOpened(context, request.id));
  if (how === "declines") return act(name, () => declineRequest(context, request.id, "too much"));
  const cards = await many<{ id: string }>(
    setting,
    "SELECT id FROM order_payment_methods WHERE order_id = $1 AND status = 'active' AND token IS NOT NULL ORDER BY sequence",
    [id],
  );
  const card = cards.length > 0 ? dice.pick(cards).id : "another_card";
  const shownMinor = dice.chance(0.9) ? request.amount_minor : request.amount_minor - 100n;
  return act(name, () =>
    approveRequest(context, {
      approvalRequestId: request.id,
      method: { agrees: card, "gives another card": "another_card", "goes to PayPal": "paypal" }[how],
      shownAmount: money(shownMinor, request.currency),
    }),
  );
}

const pageCards = ["4242 4242 4242 4242", "5555 5555 5555 4444", "4000 0000 0000 9995", "4000 0000 0000 0002"];

/** On the gateway's own page. It may be one whose request has long ended. */
export async function customerPays(setting: LifeSetting, { id, order_number }: Order): Promise<Act | undefined> {
  const { dice, bank, paypal, as } = setting;
  const pages = await many<{ id: string; url: string }>(
    setting,
    "SELECT id, url FROM hosted_sessions WHERE order_id IN (SELECT $1 UNION SELECT successor_id FROM order_links WHERE predecessor_id = $1) AND url IS NOT NULL ORDER BY created_at, id",
    [id],
  );
  if (pages.length === 0) return undefined;
  const page = dice.pick(pages);
  const form = {
    email: "carmen@example.com",
    number: dice.pick(pageCards),
    expiry: "12 / 34",
    cvc: "123",
    name: "Carmen Moreno",
  };
  const buyer = dice.pick(["ava", "ava", "finn", "jo"]);
  const returns = dice.chance(0.7);
  return act(`customer of ${order_number} pays on the page ${page.id}`, async () => {
    const { pathname: path, search } = new URL(page.url);
    const request = { method: "POST", path, query: search.slice(1) };
    if (path === APPROVAL_PATH) handleApproval(paypal, { ...request, body: `answer=agree&buyer=${buyer}` });
    else handleHosted(bank, { ...request, body: new URLSearchParams(form).toString() });
    if (returns) await requestPageSync(as({ kind: "customer", approvalRequestId: page.id }), page.id);
  });
}
