import { billingParam, shippingParam } from "./address-params";
import {
  allIgnored,
  fields,
  flag,
  ignored,
  integer,
  listOf,
  metadata,
  oneOf,
  type Param,
  type Read,
  reference,
  text,
} from "./params";
import type { CardOptionsRecord } from "./records";
import { invalidRequest } from "./stripe-error";

const availability = oneOf("if_available", "never");

const cardOptionShape = {
  request_extended_authorization: availability,
  request_incremental_authorization: availability,
  request_multicapture: availability,
  request_overcapture: availability,
  request_three_d_secure: oneOf("any", "automatic", "challenge"),
  setup_future_usage: oneOf("none", "off_session", "on_session"),
} as const;

export const requestedCardOptions = fields({
  ...cardOptionShape,
  capture_method: oneOf("manual"),
  ...allIgnored("installments restrictions statement_descriptor_suffix_kana statement_descriptor_suffix_kanji"),
});

const intentCardOptions = fields({
  ...cardOptionShape,
  capture_method: oneOf("manual", ""),
  moto: flag,
  ...allIgnored(
    "cvc_token installments mandate_options network require_cvc_recollection setup_credential_usage statement_descriptor_suffix_kana statement_descriptor_suffix_kanji stored_credential_usage three_d_secure",
  ),
});

const OTHER_METHODS =
  "acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bacs_debit bancontact billie bizum blik boleto card_present cashapp crypto customer_balance eps fpx giropay grabpay ideal interac_present kakao_pay klarna konbini kr_card link mb_way mobilepay multibanco naver_pay nz_bank_account oxxo p24 pay_by_bank payco paynow paypal paypay payto pix promptpay revolut_pay samsung_pay satispay scalapay sepa_debit sofort sunbit swish twint upi us_bank_account wechat_pay zip";

const methodOptions = fields({ card: intentCardOptions, ...allIgnored(OTHER_METHODS) });

export const captureMethod = oneOf("automatic", "automatic_async", "manual");

/** A charge without the customer present: `true`, or the kind of such a charge. */
const offSession: Param<boolean> = {
  within: null,
  read: (value, path) => value === "one_off" || value === "recurring" || flag.read(value, path),
};

/** Instead of a stored method, the method's data: the sandbox takes test tokens only. */
const methodData = fields({
  type: reference,
  billing_details: billingParam,
  metadata: ignored,
  allow_redisplay: ignored,
  radar_options: ignored,
});

const attemptShape = {
  error_on_requires_action: flag,
  off_session: offSession,
  return_url: reference,
  ...allIgnored("confirmation_token mandate mandate_data radar_options use_stripe_sdk"),
} as const;

/** Parameters of creating, updating and confirming alike. */
const commonShape = {
  capture_method: captureMethod,
  payment_method: reference,
  payment_method_data: methodData,
  payment_method_options: methodOptions,
  receipt_email: text,
  setup_future_usage: oneOf("off_session", "on_session", ""),
  shipping: shippingParam,
  allowed_payment_method_types: listOf(reference),
  ...allIgnored("amount_details excluded_payment_method_types hooks payment_details"),
} as const;

const describedShape = {
  customer: reference,
  description: text,
  metadata,
  statement_descriptor: text,
  statement_descriptor_suffix: text,
  transfer_group: text,
  ...allIgnored("application_fee_amount customer_account payment_method_configuration transfer_data"),
} as const;

export const createShape = {
  ...commonShape,
  ...describedShape,
  ...attemptShape,
  amount: integer,
  automatic_payment_methods: fields({ allow_redirects: oneOf("always", "never"), enabled: flag }),
  confirm: flag,
  confirmation_method: oneOf("automatic", "manual"),
  currency: reference,
  ...allIgnored("on_behalf_of"),
} as const;

export const updateShape = { ...commonShape, ...describedShape, amount: integer, currency: reference } as const;

export const confirmShape = { ...commonShape, ...attemptShape, amount_to_confirm: integer } as const;

export const captureShape = {
  amount_to_capture: integer,
  final_capture: flag,
  metadata,
  statement_descriptor_suffix: text,
  ...allIgnored("amount_details application_fee_amount hooks payment_details statement_descriptor transfer_data"),
} as const;

export const incrementShape = {
  amount: integer,
  description: text,
  metadata,
  ...allIgnored("amount_details application_fee_amount hooks payment_details statement_descriptor transfer_data"),
} as const;

export function toCardOptions(
  input: Read<typeof intentCardOptions> | Read<typeof requestedCardOptions> | undefined,
): CardOptionsRecord {
  if (input === undefined) return {};
  const entries = Object.keys(cardOptionShape).map((key) => [key, input[key as keyof typeof cardOptionShape]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as CardOptionsRecord;
}

/** MOTO may be told only while confirming. */
export function checkMoto(isMoto: boolean | undefined, isConfirming: boolean): void {
  if (isMoto === undefined || isConfirming) return;
  throw invalidRequest("The parameter `moto` can only be provided during confirmation.", {
    code: "payment_intent_invalid_parameter",
    param: "payment_method_options[card][moto]",
  });
}

const SUFFIX_FORBIDDEN = /[<>\\'"*]/;

export function checkSuffix(suffix: string | null | undefined): void {
  if (suffix === undefined || suffix === null) return;
  if (suffix.length > 22 || SUFFIX_FORBIDDEN.test(suffix)) {
    throw invalidRequest("The statement descriptor suffix must have at most 22 characters and none of < > \\ ' \" *.", {
      param: "statement_descriptor_suffix",
    });
  }
}
