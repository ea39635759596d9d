import { captureDueInvoice } from "@/lib/operations/invoice/capture-due-invoice";
import { startStopwatch } from "../stopwatch";
import { systemContext, type WorkerContext } from "../worker-context";
import { carryOut } from "./run-attempt";

export type CaptureInvoicePayload = { readonly storeId: string; readonly orderId: string; readonly invoiceId: string };

/**
 * W01: the background asks for the money of what has shipped. A capture that is one call to a gateway is taken in the transaction that asks for it
 * and carried out here; where there are several, each attempt is a job of its own.
 */
export async function captureInvoice(worker: WorkerContext, payload: CaptureInvoicePayload): Promise<string> {
  const { storeId, orderId, invoiceId } = payload;
  const context = systemContext(worker, storeId, "capture_invoice", invoiceId);
  const heldForMs = startStopwatch();
  const asked = await captureDueInvoice(context, { orderId, invoiceId, take: true });
  if (!asked.ok) return asked.reason;
  const { taken } = asked.value;
  if (taken === null) return "asked";
  return carryOut(worker, storeId, { attempt: taken, mode: "send", isStoppedByFraud: false, heldForMs });
}
