import { cvcLength, isLuhnValid, type TestCard, testCardByNumber } from "../card-numbers";
import type { StripeWorld } from "../world";
import type { Payer } from "./pay-session";

/** What the customer typed. Number and security code are never given back to the page. */
export interface CardForm {
  readonly email: string;
  readonly number: string;
  readonly expiry: string;
  readonly cvc: string;
  readonly name: string;
}

export type FieldErrors = Partial<Record<keyof CardForm, string>>;

export const EMPTY_FORM: CardForm = { email: "", number: "", expiry: "", cvc: "", name: "" };

export function readCardForm(input: URLSearchParams): CardForm {
  const text = (name: string) => (input.get(name) ?? "").trim().slice(0, 200);
  return { email: text("email"), number: text("number"), expiry: text("expiry"), cvc: text("cvc"), name: text("name") };
}

export function parseCardForm(
  world: StripeWorld,
  form: CardForm,
): { readonly payer: Payer } | { readonly errors: FieldErrors } {
  const number = form.number.replaceAll(/[\s-]/g, "");
  const card = testCardByNumber(number);
  const expiry = parseExpiry(form.expiry);
  const errors: FieldErrors = {
    ...(!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.email) && {
      email: "Enter an e-mail address, such as name@example.com.",
    }),
    ...(card === undefined && { number: numberError(number) }),
    ...expiryError(world, expiry),
    ...cvcError(form.cvc, card),
    ...(form.name === "" && { name: "Enter the name on the card." }),
  };
  if (card === undefined || expiry === null || Object.keys(errors).length > 0) return { errors };
  return { payer: { card, ...expiry, name: form.name, email: form.email } };
}

function numberError(number: string): string {
  if (number === "") return "Enter a card number.";
  return isLuhnValid(number) ? "This is a sandbox: use one of the test cards below." : "This card number is not valid.";
}

function expiryError(world: StripeWorld, expiry: { expMonth: number; expYear: number } | null): FieldErrors {
  if (expiry === null) return { expiry: "Enter month and year, such as 12 / 34." };
  const isPast = Date.UTC(expiry.expYear, expiry.expMonth, 1) <= world.clock.nowMs();
  return isPast ? { expiry: "This card's expiry date is in the past." } : {};
}

function cvcError(cvc: string, card: TestCard | undefined): FieldErrors {
  const length = cvcLength(card?.brand ?? "visa");
  const isRight = card === undefined ? /^\d{3,4}$/.test(cvc) : new RegExp(`^\\d{${length}}$`).test(cvc);
  return isRight ? {} : { cvc: `Enter the ${length} digits of the security code.` };
}

function parseExpiry(text: string): { expMonth: number; expYear: number } | null {
  const match = /^(\d{1,2})\s*[/\- ]?\s*(\d{2}|\d{4})$/.exec(text);
  if (match === null) return null;
  const expMonth = Number(match[1]);
  const year = Number(match[2]);
  if (expMonth < 1 || expMonth > 12) return null;
  return { expMonth, expYear: year < 100 ? 2000 + year : year };
}
