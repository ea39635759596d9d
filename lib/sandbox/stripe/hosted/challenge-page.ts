import { html } from "../../html";
import type { Reply } from "../../http-exchange";
import { pageReply, redirect } from "../../page-layout";
import { formatAmount } from "../currencies";
import { finishPaymentChallenge, finishSetupChallenge } from "../finish-challenge";
import type { PaymentIntentRecord } from "../records";
import type { SetupIntentRecord } from "../side-records";
import type { StripeWorld } from "../world";
import { closeWindowPage, notFoundPage } from "./notice-page";
import { completeSession } from "./settle-session";

type Challenged = PaymentIntentRecord | SetupIntentRecord;

export function challengePath(intent: Challenged): string {
  return `/c/authenticate/${intent.id}?key=${intent.clientSecret}`;
}

export function showChallenge(world: StripeWorld, id: string, key: string): Reply {
  const intent = find(world, id, key);
  if (intent === null) return notFoundPage(world);
  if (intent.status !== "requires_action") return alreadyDecided();
  const what = "amount" in intent ? formatAmount(intent.amount, intent.currency) : "saving your card";
  return pageReply({
    title: "Confirm that it is you",
    body: html`<section class="card narrow" aria-labelledby="challenge">
<h1 id="challenge">Confirm that it is you</h1>
<p>Your bank asks whether you approve ${what} at ${world.merchantName}.</p>
<p class="quiet">A real bank would ask for a code or its app here. In the sandbox you choose how it ends.</p>
<form method="post" action="/c/authenticate/${intent.id}">
<input type="hidden" name="key" value="${key}">
<button type="submit" name="outcome" value="complete">Complete authentication</button>
<button type="submit" name="outcome" value="fail" class="plain">Fail authentication</button>
</form>
</section>`,
  });
}

export function answerChallenge(world: StripeWorld, id: string, form: URLSearchParams): Reply {
  const intent = find(world, id, form.get("key") ?? "");
  if (intent === null) return notFoundPage(world);
  if (intent.status !== "requires_action") return alreadyDecided();
  const hasPassed = form.get("outcome") === "complete";
  const returnUrl = intent.challenge?.returnUrl ?? null;
  if ("amount" in intent) return afterPayment(world, finishPaymentChallenge(world, intent, hasPassed), returnUrl);
  const setup = finishSetupChallenge(world, intent, hasPassed);
  return sendBack(returnUrl, "setup_intent", setup, setup.status === "succeeded");
}

function afterPayment(world: StripeWorld, intent: PaymentIntentRecord, returnUrl: string | null): Reply {
  const isPaid = intent.status === "succeeded" || intent.status === "requires_capture";
  const session = intent.checkoutSession === null ? undefined : world.state.sessions.get(intent.checkoutSession);
  if (session === undefined) return sendBack(returnUrl, "payment_intent", intent, isPaid);
  return redirect(
    isPaid && session.status === "open" ? completeSession(world, session, intent) : `/c/pay/${session.id}`,
  );
}

function sendBack(returnUrl: string | null, name: string, intent: Challenged, hasSucceeded: boolean): Reply {
  if (returnUrl === null)
    return closeWindowPage(hasSucceeded ? "Thank you" : "Authentication failed", "You can close this window.");
  const address = new URL(returnUrl);
  address.searchParams.set(name, intent.id);
  address.searchParams.set(`${name}_client_secret`, intent.clientSecret);
  address.searchParams.set("redirect_status", hasSucceeded ? "succeeded" : "failed");
  return redirect(address.toString());
}

function find(world: StripeWorld, id: string, key: string): Challenged | null {
  const intent = world.state.intents.get(id) ?? world.state.setups.get(id);
  return intent !== undefined && intent.clientSecret === key ? intent : null;
}

function alreadyDecided(): Reply {
  return closeWindowPage("Nothing to confirm", "This was answered before, or it has ended. You can close this window.");
}
