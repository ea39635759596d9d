import { z } from "zod";
import { moneySchema, textSchema } from "@/lib/operations/input-schemas";
import type { OrderLineInput } from "@/lib/operations/order/put-order-input";
import type { Money } from "@/lib/payments/money";
import type { RouteRefusal } from "../define-route";
import { toPointer } from "../schema-errors";

export const amountBody = moneySchema.meta({
  id: "MoneyInput",
  description: "Whole minor units, never negative, in the order's currency",
});

const lineBody = z
  .strictObject({
    sku: textSchema(80),
    name: textSchema(200),
    quantity: z.int({ error: "must be a whole number" }).min(1).max(100_000),
    unitPrice: amountBody,
    tax: amountBody.optional().describe("Of the whole line, as are the amounts below"),
    shipping: amountBody.optional(),
    shippingTax: amountBody.optional(),
    adjustments: z
      .union([amountBody, z.array(amountBody).max(20)])
      .optional()
      .describe("What discounts take off the line: one amount or several, each written positive"),
    tradingAgreement: textSchema(80).optional(),
  })
  .meta({ id: "OrderLineInput" });

export const linesBody = z.array(lineBody).min(1, { error: "must have at least one line" }).max(500);
export type LinesBody = z.output<typeof linesBody>;

export type Fault = { readonly path: readonly (string | number)[]; readonly code: string; readonly detail: string };

/** What a schema of single fields cannot see: one currency throughout, no discount above its line, a total that JSON can carry. */
export function lineFaults(lines: LinesBody, currency: string): Fault[] {
  const faults = lines.flatMap((line, index) => [
    ...amountsOf(line, index).flatMap(({ path, amount }) => currencyFault([...path], amount, currency)),
    ...discountFault(line, index),
  ]);
  const total = lines.reduce((all, line) => all + grossOf(line) - discountOf(line), 0n);
  return total > LARGEST_TOTAL
    ? [...faults, { path: ["lines"], code: "too_big", detail: "must not sum to more than 15 digits" }]
    : faults;
}

export function currencyFault(
  path: readonly (string | number)[],
  amount: Money | undefined,
  currency: string,
): Fault[] {
  if (amount === undefined || amount.currency === currency) return [];
  const detail = `must be the order's currency, ${currency}`;
  return [{ path: [...path, "currency"], code: "currency_mismatch", detail }];
}

/** Lines agree on one currency by now; here it is held against the order's own. */
export function currencyRefusal(lines: LinesBody, currency: string): RouteRefusal | undefined {
  const [fault] = currencyFault(["lines", 0, "unitPrice"], lines[0]?.unitPrice, currency);
  if (!fault) return undefined;
  const { path, code, detail } = fault;
  return { ok: false, reason: code, errors: [{ pointer: toPointer(path), code, detail }] };
}

export function toLineInputs(lines: LinesBody): OrderLineInput[] {
  return lines.map((line) => ({
    sku: line.sku,
    name: line.name,
    quantity: line.quantity,
    unitPriceMinor: line.unitPrice.amountMinor,
    taxMinor: line.tax?.amountMinor ?? 0n,
    shippingMinor: line.shipping?.amountMinor ?? 0n,
    shippingTaxMinor: line.shippingTax?.amountMinor ?? 0n,
    adjustmentMinor: discountOf(line),
    ...(line.tradingAgreement !== undefined && { tradingAgreement: line.tradingAgreement }),
  }));
}

const LARGEST_TOTAL = 999_999_999_999_999n;

type LineBody = LinesBody[number];

function amountsOf(line: LineBody, index: number): { path: (string | number)[]; amount: Money | undefined }[] {
  const { adjustments } = line;
  const at = (name: string) => ["lines", index, name];
  return [
    ...(["unitPrice", "tax", "shipping", "shippingTax"] as const).map((name) => ({
      path: at(name),
      amount: line[name],
    })),
    ...(Array.isArray(adjustments)
      ? adjustments.map((amount, position) => ({ path: [...at("adjustments"), position], amount }))
      : [{ path: at("adjustments"), amount: adjustments }]),
  ];
}

function discountFault(line: LineBody, index: number): Fault[] {
  if (discountOf(line) <= grossOf(line)) return [];
  const detail = "must not be more than the line's amount";
  return [{ path: ["lines", index, "adjustments"], code: "too_big", detail }];
}

function grossOf(line: LineBody): bigint {
  const extras = [line.tax, line.shipping, line.shippingTax].map((amount) => amount?.amountMinor ?? 0n);
  return extras.reduce((all, minor) => all + minor, line.unitPrice.amountMinor * BigInt(line.quantity));
}

function discountOf({ adjustments }: LineBody): bigint {
  const amounts = adjustments === undefined ? [] : Array.isArray(adjustments) ? adjustments : [adjustments];
  return amounts.reduce((all, amount) => all + amount.amountMinor, 0n);
}
