import { type ApproveRefusal, decideApprove } from "@/lib/payments/approval";
import type { Money } from "@/lib/payments/money";
import { type Result, refused } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";
import { mayTry, type TooManyTries } from "./approval-limits";
import type { ApproveAnswer } from "./approve-answer";
import { type ApprovalMissing, changeApproval, toApprovalRequest } from "./change-approval";
import { anotherCard } from "./choose-method";
import { type OpenHostedPageRefusal, openHostedPage } from "./open-hosted-page";

export type OpenPageByPhoneRefusal = ApproveRefusal | ApprovalMissing | TooManyTries | OpenHostedPageRefusal;

/**
 * The customer is on the phone and agrees: a person of the desk opens the gateway's own page and types there, on the gateway's form, never on one of ours (H13). The
 * same limits as for the customer hold, the amount is the one that the person read out (I13), and who did it is on record.
 */
export function openPageByPhone(
  context: OperationContext,
  { approvalRequestId, shownAmount }: { readonly approvalRequestId: string; readonly shownAmount: Money },
): Promise<Result<ApproveAnswer, OpenPageByPhoneRefusal>> {
  return changeApproval(
    context,
    approvalRequestId,
    async (scope): Promise<Result<ApproveAnswer, OpenPageByPhoneRefusal>> => {
      const terms = decideApprove(scope.order, toApprovalRequest(scope.request), shownAmount, scope.tx.now);
      if (!terms.ok) return refused(terms.reason, terms.detail);
      const limits = await mayTry(scope);
      if (!limits.ok) return refused(limits.reason);
      const opened = await openHostedPage(scope, anotherCard);
      if (!opened.ok) return opened;
      const data = {
        approvalRequestId,
        amountMinor: shownAmount.amountMinor.toString(),
        currency: shownAmount.currency,
      };
      await scope.event("payment_page_by_phone", data);
      await scope.audit("approval.page_by_phone", { after: data });
      return opened;
    },
  );
}
