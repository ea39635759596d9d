import { advanceApproval } from "@/lib/operations/approval/advance-approval";
import { systemContext, type WorkerContext } from "../worker-context";

export type AdvanceApprovalPayload = { readonly storeId: string; readonly approvalRequestId: string };

/** After an answer that an approval waited for: the next steps of paying, replacing, releasing and linking. */
export async function runAdvanceApproval(worker: WorkerContext, payload: AdvanceApprovalPayload): Promise<string> {
  const { storeId, approvalRequestId } = payload;
  const context = systemContext(worker, storeId, "advance_approval", approvalRequestId);
  const result = await advanceApproval(context, approvalRequestId);
  return result.ok ? result.value : result.reason;
}
