import type { Reply } from "../../http-exchange";
import { redirect } from "../../page-layout";
import { type TestCard, testCardByToken } from "../card-numbers";
import type { CheckoutSessionRecord } from "../side-records";
import { StripeError } from "../stripe-error";
import type { StripeWorld } from "../world";
import { type CardForm, EMPTY_FORM, parseCardForm, readCardForm } from "./card-form";
import { challengePath } from "./challenge-page";
import { checkoutView } from "./checkout-view";
import { completedPage, expiredPage, notFoundPage } from "./notice-page";
import { paySession } from "./pay-session";
import { completeSession, successAddress } from "./settle-session";
import { printedNumber } from "./test-card-list";

export function showCheckout(world: StripeWorld, id: string): Reply {
  const session = world.state.sessions.get(id);
  if (session === undefined) return notFoundPage(world);
  if (session.status === "complete") return completedPage(world, session);
  if (session.status === "expired") return expiredPage(world, session);
  return checkoutView(world, session, { form: prefilled(session), errors: {}, declined: lastRefusal(world, session) });
}

export function submitCheckout(world: StripeWorld, id: string, input: URLSearchParams): Reply {
  const session = world.state.sessions.get(id);
  if (session === undefined) return notFoundPage(world);
  if (session.status === "complete") return redirect(successAddress(session));
  if (session.status === "expired") return expiredPage(world, session);
  const form = readCardForm(input);
  const chosen = testCardByToken(input.get("fill") ?? "");
  if (chosen !== undefined)
    return checkoutView(world, session, { form: filledWith(form, chosen), errors: {}, declined: null });
  const parsed = parseCardForm(world, form);
  if ("errors" in parsed)
    return checkoutView(world, session, { form: withoutSecrets(form), errors: parsed.errors, declined: null });
  try {
    const paid = paySession(world, session, parsed.payer);
    if (paid.intent.status === "requires_action") return redirect(challengePath(paid.intent));
    if (paid.intent.status === "canceled")
      return checkoutView(world, paid.session, { form: withoutSecrets(form), errors: {}, declined: TOO_OFTEN });
    return redirect(completeSession(world, paid.session, paid.intent));
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    return checkoutView(world, session, { form: withoutSecrets(form), errors: {}, declined: error.message });
  }
}

const TOO_OFTEN = "This payment was tried too often. Try again with another card.";

function prefilled(session: CheckoutSessionRecord): CardForm {
  return { ...EMPTY_FORM, email: session.customerEmail ?? "", name: session.customerName ?? "" };
}

function filledWith(form: CardForm, card: TestCard): CardForm {
  return {
    email: form.email === "" ? "customer@example.com" : form.email,
    name: form.name === "" ? "Test Customer" : form.name,
    number: printedNumber(card),
    expiry: form.expiry === "" ? "12 / 34" : form.expiry,
    cvc: card.brand === "amex" ? "1234" : "123",
  };
}

function withoutSecrets(form: CardForm): CardForm {
  return { ...form, number: "", cvc: "" };
}

function lastRefusal(world: StripeWorld, session: CheckoutSessionRecord): string | null {
  const intent = session.paymentIntent === null ? undefined : world.state.intents.get(session.paymentIntent);
  return intent?.status === "requires_payment_method" ? (intent.lastError?.message ?? null) : null;
}
