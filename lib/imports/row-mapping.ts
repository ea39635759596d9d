import { z } from "zod";
import { isCurrency } from "@/lib/payments/currency";
import { type MethodKind, methodKinds } from "@/lib/payments/gateway";
import { parseDecimal } from "./parse-decimal";

const fields = ["orderNumber", "sequence", "type", "amount", "currency", "account", "accountName", "placedAt"] as const;
type Field = (typeof fields)[number];

const fieldMap = z.partialRecord(z.enum(fields), z.string().min(1));

/** How the columns of a file become payments of orders: where each field stands, what is the same in every row, and what the file's words mean. */
export const mappingSchema = z.strictObject({
  name: z.string().min(1),
  columns: fieldMap,
  constants: fieldMap.default({}),
  types: z.record(z.string(), z.enum(methodKinds)).default({}),
  ignored: z.array(z.string()).default([]),
  amountFormat: z.enum(["decimal", "minor"]),
});
export type RowMapping = z.output<typeof mappingSchema>;

/** One payment of one order, as a file tells it. */
export type ImportedPayment = {
  readonly orderNumber: string;
  readonly sequence: number;
  readonly kind: MethodKind;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly account: string;
  readonly accountName: string;
  readonly placedAt: Date | null;
};
export type RowReading = { ok: true; payment: ImportedPayment } | { ok: false; why: string };
export type RawRow = Readonly<Record<string, unknown>>;

/** Reads one row, or says which column is wrong and why. */
export function readPayment(mapping: RowMapping, row: RawRow): RowReading {
  const text = (field: Field): string => {
    const column = mapping.columns[field];
    const value = column === undefined ? undefined : row[column];
    return String(value ?? mapping.constants[field] ?? "").trim();
  };
  const wrong = (field: Field, why: string): RowReading => ({
    ok: false,
    why: `${mapping.columns[field] ?? field} ${why}`,
  });

  const orderNumber = text("orderNumber");
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(orderNumber))
    return wrong("orderNumber", "is missing or not an order number");
  const sequence = Number(text("sequence") || "1");
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > 1000)
    return wrong("sequence", "must be a whole number from 1");
  const currency = text("currency");
  if (!isCurrency(currency)) return wrong("currency", "must be an ISO 4217 code");
  const word = text("type");
  const kind = mapping.types[word] ?? methodKinds.find((each) => each === word);
  if (!kind) return wrong("type", `"${word.slice(0, 40)}" is no known payment type`);
  const amountMinor = readAmount(mapping, text("amount"), currency);
  if (amountMinor === undefined)
    return wrong("amount", `"${text("amount").slice(0, 40)}" is not an amount in ${currency}`);
  const placed = text("placedAt");
  if (placed !== "" && Number.isNaN(Date.parse(placed)))
    return wrong("placedAt", "must be a time such as 2026-11-22T10:00:00Z");
  const account = text("account");
  if (account === "" || account.length > 100) return wrong("account", "is missing or too long");
  return {
    ok: true,
    payment: {
      orderNumber,
      sequence,
      kind,
      amountMinor,
      currency,
      account,
      accountName: text("accountName") || account,
      placedAt: placed === "" ? null : new Date(placed),
    },
  };
}

/** The mapping whose columns all stand in the file; undefined where none fits. */
export function mappingFor(columns: readonly string[], mappings: readonly RowMapping[]): RowMapping | undefined {
  const required: readonly Field[] = ["orderNumber", "type", "amount"];
  return mappings.find((mapping) => required.every((field) => columns.includes(mapping.columns[field] ?? "")));
}

function readAmount(mapping: RowMapping, text: string, currency: string): bigint | undefined {
  if (mapping.amountFormat === "decimal") return parseDecimal(text, currency);
  return /^\d{1,15}$/.test(text) ? BigInt(text) : undefined;
}
