import { z } from "zod";
import type { Money } from "@/lib/payments/money";
import { isSealed, seal } from "./approval-token";

/** What a customer's browser carries after the link was exchanged: which request it may see, for a short while, sealed by us. */
export type PayPass = { readonly storeId: string; readonly approvalRequestId: string };

export const payPassSeconds = 2 * 3600;

export function sealPayPass({ storeId, approvalRequestId }: PayPass, nowMs: number): string {
  const text = Buffer.from(JSON.stringify([storeId, approvalRequestId, nowMs])).toString("base64url");
  return `${text}.${seal("pay-pass", text)}`;
}

/** Undefined for a pass that we did not make, or that is too old. */
export function readPayPass(value: string | undefined, nowMs: number): PayPass | undefined {
  const [text, mark] = value?.split(".") ?? [];
  if (!text || !mark || !isSealed("pay-pass", text, mark)) return undefined;
  const parsed = passSchema.safeParse(JSON.parse(Buffer.from(text, "base64url").toString()));
  if (!parsed.success || nowMs - parsed.data[2] > payPassSeconds * 1000) return undefined;
  return { storeId: parsed.data[0], approvalRequestId: parsed.data[1] };
}

/** Hidden fields of the page's forms: whose request, and which amount this very page showed (I13). A form that we did not make does not fit. */
export function payFormFields(pass: PayPass, shown: Money): Record<string, string> {
  const terms = termsText(pass, shown.amountMinor.toString(), shown.currency);
  return {
    request: pass.approvalRequestId,
    shownAmountMinor: shown.amountMinor.toString(),
    currency: shown.currency,
    nonce: seal("pay-form", terms),
  };
}

export function isOurPayForm(
  pass: PayPass,
  form: { request: string; shownAmountMinor: bigint; currency: string; nonce: string },
): boolean {
  const terms = termsText(pass, form.shownAmountMinor.toString(), form.currency);
  return form.request === pass.approvalRequestId && isSealed("pay-form", terms, form.nonce);
}

function termsText({ storeId, approvalRequestId }: PayPass, amountMinor: string, currency: string): string {
  return JSON.stringify([storeId, approvalRequestId, amountMinor, currency]);
}

const passSchema = z.tuple([z.string(), z.string(), z.number()]);
