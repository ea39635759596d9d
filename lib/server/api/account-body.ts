import { z } from "zod";
import { type PutAccountInput, putAccountInput } from "@/lib/operations/account/put-account";
import { textSchema, tokenSchema } from "@/lib/operations/input-schemas";
import { dayOrInstant } from "./day-or-instant";

const savedMethodBody = z.strictObject({
  type: z.enum(["card", "paypal"]),
  gateway: z.enum(["stripe", "paypal"]).default("stripe"),
  gatewayToken: tokenSchema.describe("The gateway's token of the payment method; never a card number"),
  customerToken: tokenSchema.optional().describe("The gateway's token of its customer"),
  brand: textSchema(40).optional(),
  last4: z
    .string()
    .regex(/^\d{4}$/, { error: "must be four digits" })
    .optional(),
  expiryMonth: z.int().min(1).max(12).optional(),
  expiryYear: z.int().min(2000).max(2100).optional(),
});

export const accountBody = putAccountInput
  .omit({ paymentMethods: true, customerSince: true })
  .extend({
    email: putAccountInput.shape.email.describe("E-mail of record: approval mails go to it"),
    contactEmail: putAccountInput.shape.contactEmail.describe("A second address that may be chosen for approval mails"),
    timeZone: putAccountInput.shape.timeZone.describe("IANA name, such as Europe/Madrid"),
    customerSince: dayOrInstant.nullable().optional(),
    savedPaymentMethods: z
      .array(savedMethodBody)
      .max(50)
      .superRefine((methods, check) => {
        for (const [index, { gateway, gatewayToken }] of methods.entries()) {
          const first = methods.findIndex((each) => each.gateway === gateway && each.gatewayToken === gatewayToken);
          if (first === index) continue;
          const params = { code: "repeated_token" };
          check.addIssue({ code: "custom", path: [index, "gatewayToken"], message: "was named before", params });
        }
      })
      .default([])
      .describe("All of them: one that is no longer named is switched off"),
  })
  .meta({ id: "PutAccount" });

export function toAccountInput({ savedPaymentMethods, ...body }: z.output<typeof accountBody>): PutAccountInput {
  return {
    ...body,
    paymentMethods: savedPaymentMethods.map(({ gatewayToken, ...method }) => ({ ...method, token: gatewayToken })),
  };
}
