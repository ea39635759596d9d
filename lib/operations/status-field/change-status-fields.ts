import { newId } from "@/lib/db/new-id";
import { recordAudit } from "@/lib/db/stores/history-store";
import { type Tx, transaction } from "@/lib/db/transaction";
import { ok, type Result, refused } from "@/lib/payments/result";
import { authorOf } from "../change-order";
import type { OperationContext } from "../operation-context";

export const statusSubjects = ["order", "invoice"] as const;
export const statusKinds = ["choice", "flag"] as const;

/** So many fields may stand on orders and on invoices together, and so many choices in one field: a list that a person can still read. */
export const MOST_STATUS_FIELDS = 20;
export const MOST_STATUS_CHOICES = 30;

export type StatusFieldRefusal =
  | "status_field_not_found"
  | "status_choice_not_found"
  | "status_name_in_use"
  | "too_many_status_fields"
  | "too_many_status_choices"
  | "flag_has_no_choices";

type Named = { readonly name: string };
type FieldKey = { readonly fieldId: string };
type ChoiceKey = FieldKey & { readonly choiceId: string };
type Changed = Result<Named, StatusFieldRefusal>;

/** Adds a status of the store's own to all its orders or all its invoices (P02). A field of choices begins with the choices that are given. */
export function addStatusField(
  context: OperationContext,
  input: Named & {
    readonly subject: (typeof statusSubjects)[number];
    readonly kind: (typeof statusKinds)[number];
    readonly choices: readonly string[];
  },
): Promise<Result<Named & FieldKey, StatusFieldRefusal>> {
  return change(context, async (tx) => {
    const { storeId } = context;
    const { subject, kind, name } = input;
    const known = (await tx.select("status_fields", { storeId })).filter((field) => field.retiredAt === null);
    if (known.some((field) => field.subject === subject && isSame(field.name, name))) return inUse(name);
    if (known.length >= MOST_STATUS_FIELDS) return refused("too_many_status_fields");
    const names = kind === "flag" ? [] : input.choices;
    if (names.length > MOST_STATUS_CHOICES) return refused("too_many_status_choices");
    const twice = names.find((each, index) => names.findIndex((other) => isSame(other, each)) < index);
    if (twice !== undefined) return inUse(twice);
    const fieldId = newId("sfd");
    const createdAt = new Date(tx.now);
    await tx.insert("status_fields", { storeId, id: fieldId, subject, kind, name, createdAt });
    await tx.insertAll(
      "status_choices",
      names.map((each) => ({ storeId, fieldId, id: newId("sch"), name: each, createdAt })),
    );
    await audit(tx, context, "added", fieldId, { after: { subject, kind, name, choices: names } });
    return ok({ name, fieldId });
  });
}

/** What is set on orders and invoices keeps its meaning: they show the new name from now on. */
export function renameStatusField(context: OperationContext, { fieldId, name }: FieldKey & Named): Promise<Changed> {
  return change(context, async (tx) => {
    const field = await findField(tx, context, fieldId);
    if (!field) return refused("status_field_not_found");
    const siblings = await tx.select("status_fields", {
      storeId: field.storeId,
      subject: field.subject,
      retiredAt: null,
    });
    if (siblings.some((other) => other.id !== fieldId && isSame(other.name, name))) return inUse(name);
    await tx.update("status_fields", { storeId: field.storeId, id: fieldId }, { name });
    await audit(tx, context, "renamed", fieldId, { before: { name: field.name }, after: { name } });
    return ok({ name });
  });
}

/** Takes a field off the desk. What it said stays in the audit, in the orders' stories and in reporting. */
export function retireStatusField(context: OperationContext, { fieldId }: FieldKey): Promise<Changed> {
  return change(context, async (tx) => {
    const field = await findField(tx, context, fieldId);
    if (!field) return refused("status_field_not_found");
    await tx.update("status_fields", { storeId: field.storeId, id: fieldId }, { retiredAt: new Date(tx.now) });
    await audit(tx, context, "retired", fieldId, { before: { name: field.name } });
    return ok({ name: field.name });
  });
}

export function addStatusChoice(context: OperationContext, { fieldId, name }: FieldKey & Named): Promise<Changed> {
  return change(context, async (tx) => {
    const { storeId } = context;
    const field = await findField(tx, context, fieldId);
    if (!field) return refused("status_field_not_found");
    if (field.kind !== "choice") return refused("flag_has_no_choices");
    const known = await tx.select("status_choices", { storeId, fieldId, retiredAt: null });
    if (known.some((choice) => isSame(choice.name, name))) return inUse(name);
    if (known.length >= MOST_STATUS_CHOICES) return refused("too_many_status_choices");
    await tx.insert("status_choices", { storeId, fieldId, id: newId("sch"), name, createdAt: new Date(tx.now) });
    await audit(tx, context, "choice_added", fieldId, { after: { choice: name } });
    return ok({ name });
  });
}

export function renameStatusChoice(
  context: OperationContext,
  { fieldId, choiceId, name }: ChoiceKey & Named,
): Promise<Changed> {
  return change(context, async (tx) => {
    const { storeId } = context;
    const known = await tx.select("status_choices", { storeId, fieldId, retiredAt: null });
    const choice = known.find(({ id }) => id === choiceId);
    if (!choice) return refused("status_choice_not_found");
    if (known.some((other) => other.id !== choiceId && isSame(other.name, name))) return inUse(name);
    await tx.update("status_choices", { storeId, fieldId, id: choiceId }, { name });
    await audit(tx, context, "choice_renamed", fieldId, { before: { choice: choice.name }, after: { choice: name } });
    return ok({ name });
  });
}

/** The choice is offered no more. Orders and invoices that have it keep it until somebody sets another. */
export function retireStatusChoice(context: OperationContext, { fieldId, choiceId }: ChoiceKey): Promise<Changed> {
  return change(context, async (tx) => {
    const key = { storeId: context.storeId, fieldId, id: choiceId };
    const [choice] = await tx.select("status_choices", { ...key, retiredAt: null });
    if (!choice) return refused("status_choice_not_found");
    await tx.update("status_choices", key, { retiredAt: new Date(tx.now) });
    await audit(tx, context, "choice_retired", fieldId, { before: { choice: choice.name } });
    return ok({ name: choice.name });
  });
}

/** Two administrators change a store's fields one after the other. */
function change<T>(
  context: OperationContext,
  work: (tx: Tx) => Promise<Result<T, StatusFieldRefusal>>,
): Promise<Result<T, StatusFieldRefusal>> {
  return transaction(context.pool, async (tx) => {
    await tx.select("stores", { id: context.storeId }, { lock: true });
    return work(tx);
  });
}

async function findField(tx: Tx, { storeId }: OperationContext, id: string) {
  const [field] = await tx.select("status_fields", { storeId, id, retiredAt: null });
  return field;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function inUse(name: string): Result<never, "status_name_in_use"> {
  return refused("status_name_in_use", name);
}

function audit(
  tx: Tx,
  context: OperationContext,
  act: string,
  subjectId: string,
  line: { before?: object; after?: object },
): Promise<void> {
  return recordAudit(tx, authorOf(context), {
    action: `status_field.${act}`,
    subjectKind: "status_field",
    subjectId,
    ...line,
  });
}
