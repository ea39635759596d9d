import {
  allIgnored,
  fields,
  flag,
  ignored,
  integer,
  listOf,
  metadata,
  oneOf,
  positiveInteger,
  reference,
  text,
} from "./params";
import { captureMethod, requestedCardOptions } from "./payment-intent-params";

const OTHER_METHODS =
  "acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bacs_debit bancontact billie boleto cashapp customer_balance demo_pay eps fpx giropay grabpay ideal kakao_pay klarna konbini kr_card link mobilepay multibanco naver_pay oxxo p24 pay_by_bank payco paynow paypal payto pix revolut_pay samsung_pay satispay sepa_debit sofort swish twint upi us_bank_account wechat_pay";

const lineItem = fields({
  price_data: fields({
    currency: reference,
    product: reference,
    product_data: fields({
      description: text,
      images: listOf(reference),
      metadata,
      name: reference,
      tax_code: ignored,
      tax_details: ignored,
      unit_label: ignored,
    }),
    recurring: ignored,
    tax_behavior: ignored,
    unit_amount: integer,
    unit_amount_decimal: ignored,
  }),
  quantity: positiveInteger,
  price: reference,
  ...allIgnored("adjustable_quantity metadata tax_rates"),
});

const intentData = fields({
  capture_method: captureMethod,
  description: text,
  metadata,
  receipt_email: text,
  setup_future_usage: oneOf("off_session", "on_session"),
  statement_descriptor_suffix: text,
  ...allIgnored("application_fee_amount on_behalf_of shipping statement_descriptor transfer_data transfer_group"),
});

export const sessionShape = {
  after_expiration: fields({ recovery: fields({ allow_promotion_codes: flag, enabled: flag }) }),
  cancel_url: reference,
  client_reference_id: reference,
  customer: reference,
  customer_creation: oneOf("always", "if_required"),
  customer_email: reference,
  expires_at: integer,
  line_items: listOf(lineItem),
  locale: reference,
  metadata,
  mode: oneOf("payment", "setup", "subscription"),
  payment_intent_data: intentData,
  payment_method_options: fields({ card: requestedCardOptions, ...allIgnored(OTHER_METHODS) }),
  submit_type: oneOf("auto", "book", "donate", "pay", "subscribe"),
  success_url: reference,
  ui_mode: oneOf("hosted_page", "embedded_page", "elements", "form"),
  ...allIgnored(
    "adaptive_pricing allow_promotion_codes allowed_payment_method_types automatic_tax billing_address_collection branding_settings consent_collection currency custom_fields custom_text customer_account customer_update discounts excluded_payment_method_types integration_identifier invoice_creation managed_payments name_collection optional_items origin_context payment_method_collection payment_method_configuration payment_method_data permissions phone_number_collection redirect_on_completion return_url saved_payment_method_options setup_intent_data shipping_address_collection shipping_options subscription_data tax_id_collection wallet_options",
  ),
} as const;
