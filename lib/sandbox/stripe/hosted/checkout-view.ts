import { type Html, html } from "../../html";
import type { Reply } from "../../http-exchange";
import { pageReply } from "../../page-layout";
import { formatAmount } from "../currencies";
import type { CheckoutSessionRecord } from "../side-records";
import type { StripeWorld } from "../world";
import type { CardForm, FieldErrors } from "./card-form";
import { testCardList } from "./test-card-list";

interface CheckoutState {
  readonly form: CardForm;
  readonly errors: FieldErrors;
  /** Why the card was refused, when it was. */
  readonly declined: string | null;
}

export function checkoutView(world: StripeWorld, session: CheckoutSessionRecord, state: CheckoutState): Reply {
  const hasErrors = Object.keys(state.errors).length > 0;
  const isWrong = hasErrors || state.declined !== null;
  const amount = formatAmount(session.amount, session.currency);
  return pageReply({
    title: `${isWrong ? "Error: " : ""}Pay ${world.merchantName}`,
    status: hasErrors ? 422 : state.declined === null ? 200 : 402,
    body: html`
<section aria-labelledby="summary">
${session.cancelUrl !== null && html`<a class="back" href="${session.cancelUrl}">Back to ${world.merchantName}</a>`}
<h1 id="summary">Pay ${world.merchantName}</h1>
<p class="amount">${amount}</p>
<p class="quiet">${whatHappens(session)}</p>
<ul class="items">${session.lineItems.map(
      (item) =>
        html`<li><span>${item.description}${item.quantity > 1 && ` × ${item.quantity}`}</span><span>${formatAmount(item.amount, session.currency)}</span></li>`,
    )}</ul>
</section>
<section class="card" aria-labelledby="card-title">
<h2 id="card-title">Card</h2>
${isWrong && alertBox(state, hasErrors)}
<form method="post" action="/c/pay/${session.id}" novalidate>
${field({ name: "email", label: "E-mail", state, type: "email", autocomplete: "email" })}
${field({ name: "number", label: "Card number", state, inputmode: "numeric", autocomplete: "cc-number", placeholder: "4242 4242 4242 4242" })}
<div class="pair">
${field({ name: "expiry", label: "Expiry (MM / YY)", state, inputmode: "numeric", autocomplete: "cc-exp", placeholder: "12 / 34" })}
${field({ name: "cvc", label: "Security code", state, inputmode: "numeric", autocomplete: "cc-csc", placeholder: "123" })}
</div>
${field({ name: "name", label: "Name on card", state, autocomplete: "cc-name" })}
<button type="submit">${session.captureMethod === "manual" ? "Authorize" : "Pay"} ${amount}</button>
${testCardList()}
</form>
</section>`,
  });
}

function whatHappens(session: CheckoutSessionRecord): string {
  const now =
    session.captureMethod === "manual"
      ? "Your bank sets this amount aside now. It is charged when your order ships."
      : "Your card is charged now.";
  return session.setupFutureUsage === null ? now : `${now} The card is kept for later payments to this shop.`;
}

function alertBox(state: CheckoutState, hasErrors: boolean): Html {
  return html`<div class="alert" role="alert">${
    hasErrors
      ? html`<p>Please correct the marked fields.</p>`
      : html`<p>${state.declined ?? ""}</p><p>Nothing was charged. Try again, or use another card.</p>`
  }</div>`;
}

interface FieldFacts {
  readonly name: keyof CardForm;
  readonly label: string;
  readonly state: CheckoutState;
  readonly type?: string;
  readonly inputmode?: string;
  readonly autocomplete: string;
  readonly placeholder?: string;
}

function field(facts: FieldFacts): Html {
  const error = facts.state.errors[facts.name];
  return html`<div class="field">
<label for="${facts.name}">${facts.label}</label>
<input id="${facts.name}" name="${facts.name}" type="${facts.type ?? "text"}" inputmode="${facts.inputmode ?? "text"}" autocomplete="${facts.autocomplete}" required placeholder="${facts.placeholder ?? ""}" value="${facts.state.form[facts.name]}"${error !== undefined && html` aria-invalid="true" aria-describedby="${facts.name}-wrong"`}>
${error !== undefined && html`<p class="wrong" id="${facts.name}-wrong">${error}</p>`}
</div>`;
}
