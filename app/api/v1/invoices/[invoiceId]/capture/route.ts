import { requestCapture } from "@/lib/operations/invoice/request-capture";
import { getApiInvoice } from "@/lib/queries/api/get-api-invoice";
import { awaitAttempts } from "@/lib/server/api/await-attempts";
import { captureInvoiceEndpoint } from "@/lib/server/api/capture-invoice-endpoint";
import { otherMethods } from "@/lib/server/api/other-methods";
import { answer, defineRoute, refusal } from "@/lib/server/define-route";

export const POST = defineRoute(captureInvoiceEndpoint, async (call, { params: { invoiceId }, body }) => {
  const asked = await requestCapture(call.context, { invoiceId, manual: true, version: body?.version });
  if (!asked.ok) return asked;
  const { attemptIds } = asked.value;
  await awaitAttempts(call, attemptIds);
  const read = await getApiInvoice(call.queries, invoiceId);
  if (!read) return refusal("invoice_not_found");
  const result = resultOf(read.invoice.captureStatus);
  const attempts = read.attempts.filter((attempt) => attemptIds.includes(attempt.id));
  return answer(result === "under_way" ? 202 : 200, { ...read, result, attempts });
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");

function resultOf(captureStatus: string): "captured" | "failed" | "under_way" {
  if (captureStatus === "success") return "captured";
  return captureStatus === "failed" ? "failed" : "under_way";
}
