"use server";

import { z } from "zod";
import { describeHolds } from "@/lib/format/hold-outcome-text";
import { confirmOrder } from "@/lib/operations/order/confirm-order";
import { addMethod as addMethodOperation, houseKinds } from "@/lib/operations/payment-method/add-method";
import {
  limitMethod as limitMethodOperation,
  moveMethod as moveMethodOperation,
  removeMethod as removeMethodOperation,
  resumeMethod as resumeMethodOperation,
  suspendMethod as suspendMethodOperation,
} from "@/lib/operations/payment-method/change-method";
import { defineAction } from "@/lib/server/define-action";
import {
  houseNumberField,
  idField,
  minorAmountField,
  orderNumberField,
  requestIdField,
  versionField,
} from "@/lib/server/form-fields";

const seen = { orderNumber: orderNumberField, requestId: requestIdField, version: versionField };
const method = { ...seen, paymentMethodId: idField };

export const addMethod = defineAction({
  permission: "payment.add_method",
  schema: z
    .strictObject({
      ...seen,
      savedMethodId: idField.optional(),
      kind: z.enum(houseKinds).optional(),
      number: houseNumberField.optional(),
    })
    .refine(({ savedMethodId, kind }) => (savedMethodId === undefined) !== (kind === undefined), {
      path: ["kind"],
      error: "choose a saved method or a kind",
    }),
  run: ({ context }, { orderNumber, version, savedMethodId, kind, number }) =>
    addMethodOperation(
      context,
      { orderNumber, version },
      kind === undefined ? { savedMethodId: savedMethodId ?? "" } : { kind, number: number ?? null },
    ),
  message: "Added. Nothing is charged yet.",
});

export const removeMethod = defineAction({
  permission: "payment.change_method",
  schema: z.strictObject(method),
  run: ({ context }, { requestId: _, ...key }) => removeMethodOperation(context, key),
  message: "Taken off.",
});

export const suspendMethod = defineAction({
  permission: "payment.change_method",
  schema: z.strictObject(method),
  run: ({ context }, { requestId: _, ...key }) => suspendMethodOperation(context, key),
  message: "Suspended. It is not charged, and what it holds does not count, until it is resumed.",
});

export const resumeMethod = defineAction({
  permission: "payment.change_method",
  schema: z.strictObject(method),
  run: ({ context }, { requestId: _, ...key }) => resumeMethodOperation(context, key),
  message: "Resumed.",
});

export const moveMethod = defineAction({
  permission: "payment.change_method",
  schema: z.strictObject({ ...method, direction: z.enum(["up", "down"]) }),
  run: ({ context }, { requestId: _, direction, ...key }) => moveMethodOperation(context, key, { direction }),
});

export const limitMethod = defineAction({
  permission: "payment.change_method",
  // Empty takes the limit off.
  schema: z.strictObject({ ...method, limitMinor: minorAmountField.or(z.literal("")) }),
  run: ({ context }, { requestId: _, limitMinor, ...key }) =>
    limitMethodOperation(context, key, { limitMinor: limitMinor === "" ? null : limitMinor }),
});

export const confirmPayments = defineAction({
  permission: "order.confirm",
  schema: z.strictObject(seen),
  run: ({ context }, { orderNumber, version }) => confirmOrder(context, { orderNumber, version }),
  waitFor: (value) => value.attemptIds,
  waitMs: 6000,
  describe: ({ isConfirmed }, attempts) => (isConfirmed ? "The order is confirmed." : describeHolds(attempts)),
});
