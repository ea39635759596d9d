import { captureDueInvoice } from "@/lib/operations/invoice/capture-due-invoice";
import { systemContext, type WorkerContext } from "../worker-context";

export type CaptureInvoicePayload = { readonly storeId: string; readonly orderId: string; readonly invoiceId: string };

/** W01: the background asks for the money of what has shipped; the attempt that it writes is run as a job of its own. */
export async function captureInvoice(worker: WorkerContext, payload: CaptureInvoicePayload): Promise<void> {
  await captureDueInvoice(systemContext(worker, payload.storeId, "capture_invoice", payload.invoiceId), payload);
}
