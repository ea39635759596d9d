import type { DifferenceKind } from "@/lib/payments/reconciling";

type DifferenceWords = { readonly label: string; readonly advice: string };

/** What each kind of difference means, and what a person does about it. */
export const differenceWords = {
  captured_at_gateway: {
    label: "Captured at the gateway, not here",
    advice: "Find out who captured it. Refund it there, or accept it with the reason.",
  },
  not_captured_at_gateway: {
    label: "Captured here, not at the gateway",
    advice: "The money did not come. Look at the payment at the gateway before anything ships.",
  },
  refunded_at_gateway: {
    label: "Refunded at the gateway, not here",
    advice: "Somebody refunded it outside Paydesk. Do not refund it again; accept it with the reason.",
  },
  not_refunded_at_gateway: {
    label: "Refunded here, not at the gateway",
    advice: "The customer did not get the money. Look at the refund at the gateway.",
  },
  hold_ended_at_gateway: {
    label: "Hold ended at the gateway",
    advice: "The hold is gone. Ask again: the desk takes over what the gateway says.",
  },
  hold_open_at_gateway: {
    label: "Hold still open at the gateway",
    advice: "The customer's money is still set aside. Release it at the gateway, then ask again.",
  },
  amount_differs: { label: "Another amount is held", advice: "Compare both amounts before anything is captured." },
  missing_at_gateway: {
    label: "The gateway knows no such payment",
    advice: "Check that this is the right account at the gateway.",
  },
  unknown_to_us: {
    label: "A payment with our mark that is not in our books",
    advice: "Find its order. Release or refund it at the gateway, or accept it with the reason.",
  },
} as const satisfies Record<DifferenceKind, DifferenceWords>;
