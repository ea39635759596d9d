import { z } from "zod";
import { lockName } from "@/lib/db/lock-name";
import { newId } from "@/lib/db/new-id";
import { recordAudit } from "@/lib/db/stores/history-store";
import { type Tx, transaction } from "@/lib/db/transaction";
import { ok, type Result, refused } from "@/lib/payments/result";
import { authorOf } from "../change-order";
import {
  currencySchema,
  emailSchema,
  instantSchema,
  minorUnitsSchema,
  textSchema,
  tokenSchema,
} from "../input-schemas";
import type { OperationContext } from "../operation-context";
import { putCreditLine } from "./put-credit-line";

const savedMethodSchema = z.strictObject({
  type: z.enum(["card", "paypal"]),
  gateway: z.enum(["stripe", "paypal"]).default("stripe"),
  token: tokenSchema,
  customerToken: tokenSchema.optional(),
  brand: textSchema(40).optional(),
  last4: z
    .string()
    .regex(/^\d{4}$/, { error: "must be four digits" })
    .optional(),
  expiryMonth: z.number().int().min(1).max(12).optional(),
  expiryYear: z.number().int().min(2000).max(2100).optional(),
});

export const putAccountInput = z.strictObject({
  name: textSchema(200),
  email: emailSchema.nullable().optional(),
  contactEmail: emailSchema.nullable().optional(),
  phone: textSchema(40).nullable().optional(),
  city: textSchema(100).nullable().optional(),
  locale: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/, { error: "must be a language tag such as en or nl-NL" })
    .default("en"),
  timeZone: z.string().refine(isTimeZone, { error: "must be an IANA time zone" }).default("UTC"),
  customerSince: instantSchema.nullable().optional(),
  creditLimit: z.strictObject({ amountMinor: minorUnitsSchema, currency: currencySchema }).nullable().optional(),
  paymentMethods: z.array(savedMethodSchema).max(50).default([]),
});
export type PutAccountInput = z.output<typeof putAccountInput>;
export type PutAccountRefusal = "credit_currency_in_use";

/** Creates or updates a customer as the commerce system knows them. Saved payment methods that are no longer named are switched off, never deleted. */
export async function putAccount(
  context: OperationContext,
  externalId: string,
  input: PutAccountInput,
): Promise<Result<{ accountId: string; isNew: boolean }, PutAccountRefusal>> {
  return transaction(
    context.pool,
    async (tx): Promise<Result<{ accountId: string; isNew: boolean }, PutAccountRefusal>> => {
      const { storeId } = context;
      await lockName(tx, "account", storeId, externalId);
      const [known] = await tx.select("accounts", { storeId, externalId }, { lock: true });
      const line = input.creditLimit ?? null;
      if (known && !(await putCreditLine(tx, { storeId, id: known.id, externalId }, line)))
        return refused("credit_currency_in_use");
      const now = new Date(tx.now);
      const columns = {
        name: input.name,
        email: input.email ?? null,
        contactEmail: input.contactEmail ?? null,
        phone: input.phone ?? null,
        city: input.city ?? null,
        locale: input.locale,
        timeZone: input.timeZone,
        customerSince: input.customerSince ?? null,
        creditLimitMinor: input.creditLimit?.amountMinor ?? null,
        creditCurrency: input.creditLimit?.currency ?? null,
        updatedAt: now,
      };
      const accountId = known?.id ?? newId("acc");
      if (known) await tx.update("accounts", { storeId, id: known.id }, { ...columns, version: known.version + 1 });
      else {
        await tx.insert("accounts", { storeId, id: accountId, externalId, ...columns, createdAt: now });
        await putCreditLine(tx, { storeId, id: accountId, externalId }, line);
      }
      await replaceMethods(tx, storeId, accountId, input.paymentMethods);
      await recordAudit(tx, authorOf(context), {
        action: known ? "account.updated" : "account.created",
        subjectKind: "account",
        subjectId: accountId,
        before: known ? { name: known.name, email: known.email, ...creditOf(known.creditLimitMinor) } : null,
        after: { name: input.name, email: input.email ?? null, ...creditOf(line?.amountMinor ?? null) },
      });
      return ok({ accountId, isNew: !known });
    },
  );
}

function creditOf(limitMinor: bigint | null): { creditLimitMinor?: string } {
  return limitMinor === null ? {} : { creditLimitMinor: limitMinor.toString() };
}

async function replaceMethods(
  tx: Tx,
  storeId: string,
  accountId: string,
  methods: PutAccountInput["paymentMethods"],
): Promise<void> {
  const known = await tx.select("saved_payment_methods", { storeId, accountId });
  for (const method of known) {
    const isNamed = methods.some((each) => each.gateway === method.gateway && each.token === method.token);
    if (method.isActive !== isNamed)
      await tx.update("saved_payment_methods", { storeId, id: method.id }, { isActive: isNamed });
  }
  const fresh = methods.filter(
    (each) => !known.some((method) => method.gateway === each.gateway && method.token === each.token),
  );
  await tx.insertAll(
    "saved_payment_methods",
    fresh.map((each) => ({
      storeId,
      id: newId("spm"),
      accountId,
      kind: each.type,
      gateway: each.gateway,
      token: each.token,
      customerToken: each.customerToken ?? null,
      brand: each.brand ?? null,
      last4: each.last4 ?? null,
      expiryMonth: each.expiryMonth ?? null,
      expiryYear: each.expiryYear ?? null,
      createdAt: new Date(tx.now),
    })),
  );
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
