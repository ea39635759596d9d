import type { ProblemPart } from "../problem";
import type { OrderBody } from "./order-body";

/** Which part of the body a refused order is about. */
export function putOrderErrors(
  { reason, detail }: { reason: string; detail?: string },
  body: OrderBody,
): { errors?: ProblemPart[] } {
  const pointer = pointerTo(reason, detail, body);
  return pointer === undefined ? {} : { errors: [{ pointer, code: reason, detail: words[reason] ?? "is refused" }] };
}

const words: Readonly<Record<string, string>> = {
  account_not_found: "names no account: put the account first",
  currency_mismatch: "must stay as the order was first put",
  payment_type_not_allowed: "is not taken by this store",
  payment_token_missing: "is needed to charge this type",
  authorization_already_used: "belongs to another order",
  promotion_not_valid: "is not a valid code",
};

function pointerTo(reason: string, detail: string | undefined, body: OrderBody): string | undefined {
  switch (reason) {
    case "account_not_found":
      return "/account";
    case "currency_mismatch":
      return "/currency";
    case "payment_type_not_allowed":
      return `/paymentMethods/${body.paymentMethods.findIndex((method) => method.type === detail)}/type`;
    case "payment_token_missing":
      return detail?.replace(/token$/, "gatewayToken");
    case "authorization_already_used": {
      const isUsed = (method: OrderBody["paymentMethods"][number]) =>
        method.priorAuthorization?.gatewayReference === detail;
      return `/paymentMethods/${body.paymentMethods.findIndex(isUsed)}/priorAuthorization/gatewayReference`;
    }
    case "promotion_not_valid":
      return `/promotions/${body.promotions.indexOf(detail ?? "")}`;
    default:
      return undefined;
  }
}
