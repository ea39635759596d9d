import { z } from "zod";
import { currencySchema, instantSchema, textSchema, tokenSchema } from "@/lib/operations/input-schemas";
import type { PutOrderInput } from "@/lib/operations/order/put-order-input";
import { methodKinds } from "@/lib/payments/gateway";
import { orderSources } from "@/lib/payments/order-state";
import { dayOrInstant } from "./day-or-instant";
import { amountBody, currencyFault, type Fault, lineFaults, linesBody, toLineInputs } from "./order-lines-body";

const priorAuthorizationBody = z
  .strictObject({
    gatewayReference: tokenSchema,
    amount: amountBody,
    authorizedAt: instantSchema.optional(),
    expiresAt: instantSchema.optional(),
  })
  .describe("A hold that the shop took before the order arrived: it counts like one of ours");

const methodBody = z
  .strictObject({
    type: z.enum(methodKinds),
    gateway: z.enum(["stripe", "paypal"]).optional().describe("Left out: the store's gateway for this type"),
    gatewayToken: tokenSchema
      .optional()
      .describe(
        "The gateway's token, never a card number; of a gift card its token, of a check or a bank slip its document number",
      ),
    customerToken: tokenSchema.optional(),
    brand: textSchema(40).optional(),
    last4: z
      .string()
      .regex(/^\d{4}$/, { error: "must be four digits" })
      .optional(),
    expiryMonth: z.int().min(1).max(12).optional(),
    expiryYear: z.int().min(2000).max(2100).optional(),
    limit: amountBody.optional().describe("At most this much"),
    unlimited: z.boolean().optional().describe("Takes whatever remains; the same as leaving limit out"),
    fixedAmount: amountBody.optional().describe("Exactly this much"),
    priorAuthorization: priorAuthorizationBody.optional(),
  })
  .meta({ id: "PaymentMethodInput" });

export const orderBody = z
  .strictObject({
    account: textSchema(100).describe("externalId of the account"),
    source: z.enum(orderSources),
    reference: textSchema(80).optional(),
    currency: currencySchema,
    lines: linesBody.describe("Numbered from 1 in the order given"),
    placedAt: instantSchema.optional().describe("Left out: now"),
    promisedShipDate: dayOrInstant.nullable().optional(),
    paymentMethods: z.array(methodBody).max(20).default([]).describe("In the sequence in which they are charged"),
    promotions: z.array(textSchema(60)).max(20).default([]).describe("Codes"),
  })
  .superRefine((order, check) => {
    if (check.issues.length > 0) return;
    for (const { path, code, detail } of orderFaults(order)) {
      check.addIssue({ code: "custom", path: [...path], message: detail, params: { code } });
    }
  })
  .meta({ id: "PutOrder" });
export type OrderBody = z.output<typeof orderBody>;

export function toOrderInput({ promisedShipDate, lines, paymentMethods, ...body }: OrderBody): PutOrderInput {
  return {
    ...body,
    lines: toLineInputs(lines),
    promisedShipAt: promisedShipDate,
    paymentMethods: paymentMethods.map(toMethodInput),
  };
}

type Checked = Pick<OrderBody, "currency" | "lines" | "paymentMethods">;

function orderFaults({ currency, lines, paymentMethods }: Checked): Fault[] {
  return [
    ...lineFaults(lines, currency),
    ...paymentMethods.flatMap((method, index) => methodFaults(method, index, currency)),
    ...repeatedReferences(paymentMethods),
  ];
}

function repeatedReferences(methods: OrderBody["paymentMethods"]): Fault[] {
  const references = methods.map(({ priorAuthorization: prior }) => prior?.gatewayReference);
  return references.flatMap((reference, index) => {
    if (reference === undefined || references.indexOf(reference) === index) return [];
    const path = ["paymentMethods", index, "priorAuthorization", "gatewayReference"];
    return [{ path, code: "repeated_reference", detail: "was named before" }];
  });
}

function methodFaults(method: OrderBody["paymentMethods"][number], index: number, currency: string): Fault[] {
  const at = ["paymentMethods", index];
  const prior = method.priorAuthorization?.amount;
  const faults = [
    ...currencyFault([...at, "limit"], method.limit, currency),
    ...currencyFault([...at, "fixedAmount"], method.fixedAmount, currency),
    ...currencyFault([...at, "priorAuthorization", "amount"], prior, currency),
  ];
  // S25: one gift card is emptied before the next is used.
  if (method.type === "stored_value") {
    for (const field of ["limit", "fixedAmount"] as const) {
      if (method[field] !== undefined)
        faults.push({ path: [...at, field], code: "not_settable", detail: "is not taken for a gift card" });
    }
  }
  if (method.gateway !== undefined && method.type !== "card" && method.type !== "paypal")
    faults.push({ path: [...at, "gateway"], code: "not_settable", detail: "is set by the store for this type" });
  // S17: an account is the order's own.
  if (method.type === "customer_account" && method.gatewayToken !== undefined)
    faults.push({ path: [...at, "gatewayToken"], code: "not_settable", detail: "is the order's own account" });
  if (method.unlimited && method.limit)
    faults.push({ path: [...at, "unlimited"], code: "contradiction", detail: "must not be given with a limit" });
  if (method.unlimited === false && !method.limit)
    faults.push({ path: [...at, "limit"], code: "required", detail: "must be given where unlimited is false" });
  if (prior?.amountMinor === 0n)
    faults.push({
      path: [...at, "priorAuthorization", "amount", "amountMinor"],
      code: "too_small",
      detail: "must be more than zero",
    });
  return faults;
}

function toMethodInput(method: OrderBody["paymentMethods"][number]): PutOrderInput["paymentMethods"][number] {
  const { gatewayToken, limit, unlimited: _, fixedAmount, priorAuthorization, ...rest } = method;
  return {
    ...rest,
    token: gatewayToken,
    limitMinor: limit?.amountMinor,
    fixedMinor: fixedAmount?.amountMinor,
    priorAuthorization: priorAuthorization && {
      gatewayReference: priorAuthorization.gatewayReference,
      amountMinor: priorAuthorization.amount.amountMinor,
      authorizedAt: priorAuthorization.authorizedAt,
      expiresAt: priorAuthorization.expiresAt,
    },
  };
}
