import { z } from "zod";
import { setPaymentTypeInput } from "@/lib/operations/store/set-payment-type";
import { gatewayNames, methodKinds } from "@/lib/payments/gateway";
import { captureMeanings } from "@/lib/payments/payment-type";
import { defineEndpoint } from "../define-endpoint";

const { isEnabled, gateway, captureMeans, chargeSequence, isBatchable } = setPaymentTypeInput.shape;

export const setPaymentTypeEndpoint = defineEndpoint({
  method: "PUT",
  path: "/payment-types/{kind}",
  operationId: "setPaymentType",
  summary: "Say whether and how the store takes a kind of payment",
  description: "What is left out stays as it is. Orders that were put before keep the gateway that they were put with.",
  params: z.strictObject({ kind: z.enum(methodKinds) }),
  body: z
    .strictObject({
      isEnabled,
      gateway: gateway.describe("Who carries it; offline contacts nobody"),
      captureMeans: captureMeans.describe(
        "settles_at_once, recorded; for checks nothing_to_do (to the bank when recorded) or deposits (when the goods ship)",
      ),
      chargeSequence: chargeSequence.describe("0 is charged first"),
      isBatchable: isBatchable.describe("Its captures may wait in a batch"),
    })
    .meta({ id: "SetPaymentType" }),
  answers: {
    200: {
      description: "As it is from now on",
      schema: z
        .object({
          kind: z.enum(methodKinds),
          isEnabled: z.boolean(),
          gateway: z.enum(gatewayNames),
          captureMeans: z.enum(captureMeanings),
          chargeSequence: z.int(),
          isBatchable: z.boolean(),
        })
        .meta({ id: "PaymentType" }),
    },
  },
  refusals: ["payment_type_not_found", "gateway_not_possible", "capture_meaning_not_possible"],
  refusalStatus: { gateway_not_possible: 422, capture_meaning_not_possible: 422 },
});
