import { expect, it } from "vitest";
import {
  exampleCapture,
  exampleHold,
  exampleInvoice,
  exampleMethod,
  holdId,
  invoiceId,
  methodId,
  shippedOrder,
} from "./example-order";
import { failedMethodOf } from "./failed-method";
import type { CaptureId } from "./ids";

it("P12 F03: what failed is the method of the invoice's newest failed capture, and nobody's where none failed", () => {
  const [first, second] = [holdId("hold-1"), holdId("hold-2")];
  const capture = (name: string, parts: Parameters<typeof exampleCapture>[0]) =>
    exampleCapture({ id: name as CaptureId, status: "failed", ...parts });
  const order = (...captures: ReturnType<typeof exampleCapture>[]) =>
    shippedOrder({
      methods: [exampleMethod(), exampleMethod({ id: methodId("paypal"), kind: "paypal", gateway: "paypal" })],
      authorizations: [exampleHold(), exampleHold({ id: second, paymentMethodId: methodId("paypal") })],
      captures,
    });
  const failed = (...captures: ReturnType<typeof exampleCapture>[]) =>
    failedMethodOf(order(...captures), exampleInvoice());
  const onCard = capture("c1", { authorizationId: first });
  const onPayPal = capture("c2", { authorizationId: second });
  expect(failed(onCard, onPayPal)).toEqual({ gateway: "paypal", methodKind: "paypal" });
  expect(failed(onPayPal, onCard)).toEqual({ gateway: "stripe", methodKind: "card" });
  expect(failed(onCard, { ...onPayPal, status: "captured" })).toEqual({ gateway: "stripe", methodKind: "card" });
  expect(failed(onCard, { ...onPayPal, invoiceId: invoiceId("other") })).toEqual({
    gateway: "stripe",
    methodKind: "card",
  });
  expect(failed()).toEqual({ gateway: null, methodKind: null });
});
