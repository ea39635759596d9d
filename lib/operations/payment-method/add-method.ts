import type { RowOf } from "@/lib/db/tables";
import { toDate } from "@/lib/db/to-domain";
import { decideMethodsChange } from "@/lib/payments/changing-methods";
import { ok, type Result, refused } from "@/lib/payments/result";
import { changeOrder, type OrderChange, type OrderKey, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";
import { recordMethodChange } from "./change-method";
import { type MethodRowInput, methodRow, tokenNeeding } from "./method-row";

/** Ways to pay whose ledger is ours, or that need no call: nobody's page has to be opened to add one. */
export const houseKinds = ["stored_value", "customer_account", "check", "bank_slip", "offline"] as const;
export type HouseKind = (typeof houseKinds)[number];

/** One that the customer has saved, or one of the house: a gift card or a check by its number, the customer's own account, money paid elsewhere. */
export type AddMethodInput =
  | { readonly savedMethodId: string }
  | { readonly kind: HouseKind; readonly number: string | null };

export type AddMethodRefusal =
  | OrderMissing
  | "order_closed"
  | "order_fraud_stopped"
  | "approval_in_progress"
  | "method_not_found"
  | "method_already_there"
  | "payment_type_not_allowed"
  | "payment_token_missing"
  | "gift_card_not_found"
  | "no_credit_line";

/** Puts one more way to pay at the end of an order's own sequence (S14, S15, S19). Nothing is charged; cards of nobody's come only through the gateway's page. */
export async function addMethod(
  context: OperationContext,
  key: OrderKey & { readonly version?: number | undefined },
  input: AddMethodInput,
): Promise<Result<{ paymentMethodId: string }, AddMethodRefusal>> {
  return changeOrder(context, key, async (scope): Promise<Result<{ paymentMethodId: string }, AddMethodRefusal>> => {
    const { tx, order, loaded } = scope;
    const may = decideMethodsChange(order);
    if (!may.ok) return may;
    const { storeId, id: orderId } = order;
    const [account] = await tx.select("accounts", { storeId, id: loaded.row.accountId });
    if (!account) throw new Error(`order ${orderId} lost its account`);
    const given = "savedMethodId" in input ? await savedMethod(scope, account, input) : await houseMethod(scope, input);
    if (!given.ok) return given;
    const methods = await tx.select("order_payment_methods", { storeId, orderId });
    const place = {
      orderId,
      sequence: Math.max(-1, ...methods.map((method) => method.sequence)) + 1,
      currency: loaded.row.currency,
      createdAt: toDate(tx.now),
    };
    const row = methodRow(account, given.value.method, given.value.known, place);
    if (row.token !== null && methods.some((each) => each.status !== "removed" && isSame(each, row)))
      return refused("method_already_there");
    const unfunded = await refuseUnfunded(scope, row);
    if (unfunded) return unfunded;
    await tx.insert("order_payment_methods", row);
    const [added] = await tx.select("order_payment_methods", { storeId, id: row.id });
    if (added) await recordMethodChange(scope, "payment_method_added", added, null);
    return ok({ paymentMethodId: row.id });
  });
}

type Given = { readonly method: MethodRowInput; readonly known?: RowOf<"saved_payment_methods"> };

async function savedMethod(
  { tx, order }: OrderChange,
  account: RowOf<"accounts">,
  { savedMethodId }: { readonly savedMethodId: string },
): Promise<Result<Given, "method_not_found" | "payment_type_not_allowed">> {
  const key = { storeId: order.storeId, accountId: account.id, id: savedMethodId, isActive: true };
  const [known] = await tx.select("saved_payment_methods", key);
  if (!known) return refused("method_not_found");
  const type = await enabledType(tx, order.storeId, known.kind);
  return type ? ok({ method: known, known }) : refused("payment_type_not_allowed");
}

async function houseMethod(
  { tx, order }: OrderChange,
  { kind, number }: { readonly kind: HouseKind; readonly number: string | null },
): Promise<Result<Given, "payment_type_not_allowed" | "payment_token_missing">> {
  const type = await enabledType(tx, order.storeId, kind);
  if (!type) return refused("payment_type_not_allowed");
  if (tokenNeeding.has(type.gateway) && number === null) return refused("payment_token_missing");
  return ok({ method: { kind, gateway: type.gateway, token: number } });
}

async function enabledType(tx: OrderChange["tx"], storeId: string, kind: string) {
  const [type] = await tx.select("payment_types", { storeId, kind, isEnabled: true });
  return type;
}

/** A gift card that is not ours, and an account without credit, would only be refused later: whoever types is told now. */
async function refuseUnfunded(
  { tx, order }: OrderChange,
  { gateway, token }: { readonly gateway?: string; readonly token?: string | null },
): Promise<Result<never, "gift_card_not_found" | "no_credit_line"> | undefined> {
  if (gateway !== "stored_value" && gateway !== "customer_account") return undefined;
  const { storeId } = order;
  const { currency } = order.total;
  const [balance] = await tx.select("house_balances", { storeId, kind: gateway, token: token ?? "", currency });
  if (balance) return undefined;
  return refused(gateway === "stored_value" ? "gift_card_not_found" : "no_credit_line");
}

function isSame(
  one: RowOf<"order_payment_methods">,
  other: { readonly gateway?: string; readonly token?: string | null },
): boolean {
  return one.gateway === other.gateway && one.token === other.token;
}
