import "server-only";
import { cookies } from "next/headers";
import { z } from "zod";
import { settings } from "@/lib/config/env";
import { type CustomerLanguage, spokenLanguage } from "@/lib/format/customer-language";
import {
  isOurPayForm,
  type PayPass,
  payPassSeconds,
  readPayPass,
  sealPayPass,
} from "@/lib/operations/approval/pay-pass";
import type { OperationContext } from "@/lib/operations/operation-context";
import { type Money, money } from "@/lib/payments/money";
import { addressOf } from "./client-address";
import { currencyField, minorAmountField } from "./form-fields";
import { isOwnOrigin } from "./own-origin";
import { parseForm } from "./parse-form";
import { customerContext, limitKnocks } from "./public-door";

/** What every form of the customer's page carries: for whose request it was made, and which amount it showed. */
const termsFields = {
  request: z.string().max(80),
  shownAmountMinor: minorAmountField,
  currency: currencyField,
  nonce: z.string().max(80),
};
type Terms = { request: string; shownAmountMinor: bigint; currency: string; nonce: string };

export type PayPost<V> = {
  readonly pass: PayPass;
  readonly context: OperationContext;
  readonly shown: Money;
  readonly value: V;
};

/** The request that this browser may see, after its link was exchanged for a pass; undefined without one. */
export async function currentPayPass(): Promise<PayPass | undefined> {
  return readPayPass((await cookies()).get(cookieName())?.value, Date.now());
}

/** Exchanges a good link for a pass bound to its request, and sends the browser to the clean address (EL-3). */
export function letIn(pass: PayPass): Response {
  const response = seeOther("/pay");
  const value = sealPayPass(pass, Date.now());
  const secure = isSecure() ? "; Secure" : "";
  response.headers.set(
    "set-cookie",
    `${cookieName()}=${value}; Path=/pay; Max-Age=${payPassSeconds}; HttpOnly; SameSite=Lax${secure}`,
  );
  return response;
}

/**
 * One customer's submit: from a page of ours, by a browser with a pass, not too often from one address (FD-4), and with a form that we made for this very
 * request. Answers what to send back instead where any of it is missing.
 */
export async function readPayPost<S extends z.ZodRawShape>(
  request: Request,
  shape: S,
): Promise<PayPost<z.output<z.ZodObject<S>>> | Response> {
  const { headers } = request;
  if (!isOwnOrigin(headers)) return new Response("Forbidden", { status: 403 });
  const pass = await currentPayPass();
  if (!pass) return seeOther("/pay");
  const knock = await limitKnocks({ key: `pay:${addressOf(headers)}`, limit: 120, windowSeconds: 900 });
  if (!knock.allowed) return seeOther("/pay?error=too_often");
  const form = await request.formData().catch(() => new FormData());
  const parsed = parseForm(z.strictObject({ ...termsFields, ...shape }), form);
  if (!parsed.ok) return seeOther("/pay?error=form");
  const terms = parsed.value as unknown as Terms;
  if (!isOurPayForm(pass, terms)) return seeOther("/pay?error=form");
  return {
    pass,
    context: customerContext({ ...pass, headers }),
    shown: money(terms.shownAmountMinor, terms.currency),
    value: parsed.value as unknown as z.output<z.ZodObject<S>>,
  };
}

/** What the customer has chosen on the page; undefined where they have chosen nothing. */
export async function chosenLanguage(): Promise<CustomerLanguage | undefined> {
  return spokenLanguage((await cookies()).get("paydesk-language")?.value);
}

/** Remembers the choice in the customer's browser, for the customer's pages alone. */
export function withLanguage(response: Response, language: CustomerLanguage): Response {
  const secure = isSecure() ? "; Secure" : "";
  response.headers.append(
    "set-cookie",
    `paydesk-language=${language}; Path=/pay; Max-Age=${languageSeconds}; HttpOnly; SameSite=Lax${secure}`,
  );
  return response;
}

const languageSeconds = 180 * 24 * 3600;

/** Only to a path of ours: the address never comes from the request (EL-4). */
export function seeOther(path: `/pay${string}`): Response {
  return new Response(null, { status: 303, headers: { location: path, "cache-control": "no-store" } });
}

/** To the gateway's own page, whose address the gateway gave us: over https, or to the sandbox where one is configured. */
export function toGatewayPage(url: string): Response {
  const { stripe, isProduction } = settings();
  const target = URL.parse(url);
  const isSandbox =
    !isProduction && (target?.origin === new URL(stripe.apiBase).origin || target?.hostname === "127.0.0.1");
  if (target?.protocol !== "https:" && !isSandbox) return seeOther("/pay?error=gateway");
  return new Response(null, { status: 303, headers: { location: url, "cache-control": "no-store" } });
}

function cookieName(): string {
  return `${isSecure() ? "__Secure-" : ""}paydesk-pay`;
}

function isSecure(): boolean {
  return settings().appUrl.startsWith("https:");
}
