import type { AskApprovalView } from "@/components/approvals/ask-approval-view";
import type { Staff } from "@/lib/auth/staff";
import { refusalText } from "@/lib/format/refusal-words";
import { getAskApproval } from "@/lib/queries/pay/get-ask-approval";
import { renderAskPreview } from "@/lib/server/approval-preview";
import { queryContext } from "@/lib/server/query-context";

/** The dialog as it opens: the question filled in, beside the mail that carries it. */
export async function readAskView(staff: Staff, orderNumber: string): Promise<AskApprovalView | undefined> {
  const queries = await queryContext(staff);
  const ask = await getAskApproval(queries, orderNumber);
  if (!ask) return undefined;
  const { view } = ask;
  const words = {
    reason: view.reason,
    note: null,
    linkHours: Number(view.linkLife),
    locale: view.locale,
    deliveryDate: null,
  };
  const preview = await renderAskPreview(ask, words, queries.now);
  return { ...view, refusal: view.refusal === null ? null : refusalText(view.refusal), preview };
}
