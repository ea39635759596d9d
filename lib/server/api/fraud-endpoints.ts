import { z } from "zod";
import { orderNumberSchema, textSchema } from "@/lib/operations/input-schemas";
import { fraudStopInput } from "@/lib/operations/order/stop-for-fraud";
import { defineEndpoint } from "../define-endpoint";
import { orderPath } from "./path-fields";

const fraudAnswer = z.object({ orderNumber: z.string(), isFraudStopped: z.boolean() }).meta({ id: "FraudStopAnswer" });

export const setFraudStopEndpoint = defineEndpoint({
  method: "POST",
  path: "/orders/{orderNumber}/fraud-stop",
  operationId: "setFraudStop",
  summary: "Stop an order for fraud",
  description:
    "Ends every attempt to take its money, by schedule, button or API, and kills its links. A repeat keeps the first reason.",
  params: orderPath,
  body: fraudStopInput.meta({ id: "SetFraudStop" }),
  answers: { 200: { description: "Stopped, now or before", schema: fraudAnswer } },
  refusals: ["order_not_found"],
});

export const liftFraudStopEndpoint = defineEndpoint({
  method: "DELETE",
  path: "/orders/{orderNumber}/fraud-stop",
  operationId: "liftFraudStop",
  summary: "Lift a fraud stop",
  description: "Needs a reason, in the body or as a query parameter. What was stopped does not start again by itself.",
  params: orderPath,
  query: z.strictObject({ reason: fraudStopInput.shape.reason.optional() }),
  body: fraudStopInput.meta({ id: "LiftFraudStop" }).optional(),
  answers: { 200: { description: "Lifted", schema: fraudAnswer } },
  refusals: ["order_not_found", "not_stopped", "invalid_reason"],
});

export const fraudEventEndpoint = defineEndpoint({
  method: "POST",
  path: "/events/fraud",
  operationId: "receiveFraudVerdict",
  summary: "Take a fraud service's verdict",
  description:
    "`fraud` and `suspected` stop the order. `clear` changes nothing: only a person, or DELETE fraud-stop with a reason, lifts a stop.",
  body: z
    .strictObject({
      orderNumber: orderNumberSchema,
      verdict: z.enum(["fraud", "suspected", "clear"]),
      reason: textSchema(200).optional(),
      service: textSchema(60).optional().describe("Name of the fraud service"),
      reference: textSchema(100).optional().describe("Its own number for this verdict"),
    })
    .meta({ id: "FraudVerdict" }),
  answers: { 200: { description: "Taken", schema: fraudAnswer } },
  refusals: ["order_not_found"],
});
