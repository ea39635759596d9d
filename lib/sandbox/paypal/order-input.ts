import { readAmount } from "./amounts";
import { type Json, missing, moneyOf, objectOf, onlyFields, optionalText } from "./body";
import type { NewOrder } from "./orders";
import { invalidRequest } from "./paypal-error";
import type { OrderRecord } from "./records";

/** The part of Orders v2's order request that the sandbox plays: one purchase unit, paid by a PayPal account. */
export function readOrder(body: Json): NewOrder {
  onlyFields(body, ["intent", "purchase_units", "payment_source"], "");
  const { intent } = body;
  if (intent !== "AUTHORIZE" && intent !== "CAPTURE") throw missing("/intent");
  const units = body.purchase_units;
  if (!Array.isArray(units) || units.length !== 1) throw missing("/purchase_units");
  const field = "/purchase_units/0";
  const unit = onlyFields(
    objectOf(units[0], field),
    ["reference_id", "amount", "description", "custom_id", "invoice_id"],
    field,
  );
  if (unit.amount === undefined) throw missing(`${field}/amount`);
  const source = body.payment_source === undefined ? undefined : readWallet(body.payment_source);
  return {
    intent,
    amount: readAmount(moneyOf(unit.amount, `${field}/amount`), `${field}/amount`),
    referenceId: optionalText(unit, "reference_id", 256, field) ?? "default",
    description: optionalText(unit, "description", 127, field),
    customId: optionalText(unit, "custom_id", 127, field),
    invoiceId: optionalText(unit, "invoice_id", 127, field),
    returnUrl: source?.returnUrl ?? null,
    cancelUrl: source?.cancelUrl ?? null,
    brandName: source?.brandName ?? null,
    isToBeVaulted: source?.isToBeVaulted ?? false,
    asksPayer: source !== undefined,
  };
}

/** The kept account that an order is to be paid with; null where the payer's own agreement pays. */
export function readVaultId(body: Json): string | null {
  onlyFields(body, ["payment_source"], "");
  if (body.payment_source === undefined) return null;
  const { paypal } = onlyFields(objectOf(body.payment_source, "/payment_source"), ["paypal"], "/payment_source");
  const vaultId = optionalText(objectOf(paypal, "/payment_source/paypal"), "vault_id", 255, "/payment_source/paypal");
  if (vaultId === null) throw missing("/payment_source/paypal/vault_id");
  return vaultId;
}

type Patched = Partial<Pick<OrderRecord, "customId" | "description" | "invoiceId">>;
const PATCHABLE = { custom_id: "customId", description: "description", invoice_id: "invoiceId" } as const;

export function readPatches(body: unknown, referenceId: string): Patched {
  if (!Array.isArray(body) || body.length === 0) throw missing("/");
  const changed: Record<string, string | null> = {};
  for (const [index, each] of body.entries()) {
    const { op, path, value } = objectOf(each, `/${index}`);
    const name = /^\/purchase_units\/@reference_id=='([^']+)'\/(\w+)$/.exec(String(path));
    const key = name?.[2] as keyof typeof PATCHABLE | undefined;
    if (name?.[1] !== referenceId || key === undefined || !(key in PATCHABLE))
      throw invalidRequest("NOT_PATCHABLE", `/${index}/path`, "Cannot be patched.");
    if (op !== "add" && op !== "replace" && op !== "remove")
      throw invalidRequest("INVALID_PATCH_OPERATION", `/${index}/op`, "The operation cannot be honored.");
    changed[PATCHABLE[key]] = op === "remove" ? null : String(value).slice(0, 127);
  }
  return changed as Patched;
}

function readWallet(source: unknown): Pick<NewOrder, "returnUrl" | "cancelUrl" | "brandName" | "isToBeVaulted"> {
  const { paypal } = onlyFields(objectOf(source, "/payment_source"), ["paypal"], "/payment_source");
  const field = "/payment_source/paypal";
  const wallet = onlyFields(objectOf(paypal, field), ["experience_context", "attributes", "email_address"], field);
  const context = onlyFields(
    objectOf(wallet.experience_context ?? {}, `${field}/experience_context`),
    [
      "brand_name",
      "locale",
      "shipping_preference",
      "return_url",
      "cancel_url",
      "landing_page",
      "user_action",
      "payment_method_preference",
    ],
    `${field}/experience_context`,
  );
  const attributes = objectOf(wallet.attributes ?? {}, `${field}/attributes`);
  const vault = attributes.vault === undefined ? undefined : objectOf(attributes.vault, `${field}/attributes/vault`);
  if (vault !== undefined && vault.usage_type === undefined) throw missing(`${field}/attributes/vault/usage_type`);
  return {
    returnUrl: optionalText(context, "return_url", 4000, field),
    cancelUrl: optionalText(context, "cancel_url", 4000, field),
    brandName: optionalText(context, "brand_name", 127, field),
    isToBeVaulted: vault?.store_in_vault === "ON_SUCCESS",
  };
}
