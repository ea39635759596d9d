import { billingParam, toBilling } from "./address-params";
import { type TestCard, testCardByToken } from "./card-numbers";
import { liveCustomer } from "./customer-routes";
import { emit } from "./events";
import { pageParams } from "./list-page";
import { allIgnored, fields, integer, merged, metadata, need, oneOf, reference } from "./params";
import { attach, createMethod, findMethod, listMethods, paymentMethodOf } from "./payment-method-store";
import { renderPaymentMethod } from "./render-payment";
import { route } from "./route";
import { invalidRequest, noSuch, parameterMissing } from "./stripe-error";

const redisplay = oneOf("always", "limited", "unspecified");

const OTHER_KINDS =
  "acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bacs_debit bancontact billie bizum blik boleto cashapp crypto custom customer_balance eps fpx giropay grabpay ideal interac_present kakao_pay klarna konbini kr_card link mb_way mobilepay multibanco naver_pay nz_bank_account oxxo p24 pay_by_bank payco paynow paypal paypay payto pix promptpay revolut_pay samsung_pay satispay scalapay sepa_debit sequra sofort sunbit swish twint upi us_bank_account wechat_pay zip";

const rawCard = fields({
  cvc: reference,
  exp_month: integer,
  exp_year: integer,
  networks: fields({ preferred: reference }),
  number: reference,
  token: reference,
});

export const paymentMethodRoutes = [
  route(
    "POST",
    "/v1/payment_methods",
    {
      allow_redisplay: redisplay,
      billing_details: billingParam,
      card: rawCard,
      metadata,
      payment_method: reference,
      type: reference,
      ...allIgnored("customer radar_options"),
      ...allIgnored(OTHER_KINDS),
    },
    (world, params) => {
      const method = createMethod(world, {
        card: cardOf(params.type, params.card, params.payment_method),
        billing: toBilling(params.billing_details),
        metadata: merged({}, params.metadata),
        allowRedisplay: params.allow_redisplay ?? "unspecified",
      });
      return renderPaymentMethod(method);
    },
  ),
  route(
    "GET",
    "/v1/payment_methods",
    {
      ...pageParams,
      allow_redisplay: redisplay,
      customer: reference,
      type: reference,
      ...allIgnored("customer_account"),
    },
    (world, params) => {
      const customer = need(params.customer, "customer");
      liveCustomer(world, customer, "customer");
      return listMethods(world, params, { customer, type: params.type, url: "/v1/payment_methods" });
    },
  ),
  route("GET", "/v1/payment_methods/:id", {}, (world, _params, id) => renderPaymentMethod(findMethod(world, id, 404))),
  route(
    "POST",
    "/v1/payment_methods/:id",
    {
      allow_redisplay: redisplay,
      billing_details: billingParam,
      card: fields({ exp_month: integer, exp_year: integer, networks: fields({ preferred: reference }) }),
      metadata,
      ...allIgnored("us_bank_account"),
    },
    (world, params, id) => {
      const former = findMethod(world, id, 404);
      const method = world.state.methods.put({
        ...former,
        allowRedisplay: params.allow_redisplay ?? former.allowRedisplay,
        billing: toBilling(params.billing_details, former.billing),
        card: {
          ...former.card,
          expMonth: params.card?.exp_month ?? former.card.expMonth,
          expYear: params.card?.exp_year ?? former.card.expYear,
        },
        metadata: merged(former.metadata, params.metadata),
      });
      emit(world, "payment_method.updated", "payment_method", method);
      return renderPaymentMethod(method);
    },
  ),
  route(
    "POST",
    "/v1/payment_methods/:id/attach",
    { customer: reference, ...allIgnored("customer_account") },
    (world, params, id) => {
      const customer = need(params.customer, "customer");
      liveCustomer(world, customer, "customer");
      const method =
        testCardByToken(id) === undefined ? findMethod(world, id, 404) : paymentMethodOf(world, id, customer);
      return renderPaymentMethod(attach(world, method, customer));
    },
  ),
  route("POST", "/v1/payment_methods/:id/detach", {}, (world, _params, id) => {
    const former = findMethod(world, id, 404);
    if (former.customer === null) {
      throw invalidRequest(
        "The payment method you provided is not attached to a customer so detachment is impossible.",
        {
          code: "payment_method_unexpected_state",
        },
      );
    }
    const method = world.state.methods.put({ ...former, customer: null, isSpent: true });
    emit(world, "payment_method.detached", "payment_method", method, { customer: former.customer });
    return renderPaymentMethod(method);
  }),
];

/** Only test tokens: a server that sends card numbers to Stripe is refused there too, unless it proved that it may. */
function cardOf(
  type: string | undefined,
  card: { readonly number?: string; readonly token?: string } | undefined,
  testToken: string | undefined,
): TestCard {
  if (type !== undefined && type !== "card") {
    throw invalidRequest(
      `The payment method type "${type}" is invalid for this account: the sandbox knows cards only.`,
      { param: "type" },
    );
  }
  if (card?.number !== undefined) {
    throw invalidRequest(
      "Sending credit card numbers directly to the Stripe API is generally unsafe. We suggest you use test tokens that map to the test card you are using, see https://docs.stripe.com/testing.",
      { status: 402 },
    );
  }
  const token = testToken ?? card?.token?.replace(/^tok_/, "pm_card_");
  if (token === undefined) throw parameterMissing("card");
  const found = testCardByToken(token);
  if (found === undefined) throw noSuch("token", token, "card[token]", 400);
  return found;
}
