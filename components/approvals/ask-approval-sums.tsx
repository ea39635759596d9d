import type { AskApprovalView } from "@/components/approvals/ask-approval-view";
import { Amount } from "@/components/ui/amount";
import { formatAmount } from "@/components/ui/format-amount";

export function AskApprovalSums({ view }: { view: AskApprovalView }) {
  return (
    <dl className="border-line bg-inset divide-line grid auto-cols-fr grid-flow-col divide-x rounded border [&>div]:px-3.5 [&>div]:py-2.5">
      <div>
        <dt className="lab">{view.customerFirstName} will approve</dt>
        <dd>
          <Amount amount={view.amount} code="after" className="text-figure font-bold" />
        </dd>
      </div>
      {view.before && (
        <div>
          <dt className="lab">It was</dt>
          <dd className="num text-[16px] leading-7">{formatAmount(view.before)}</dd>
        </div>
      )}
      {view.difference && (
        <div>
          <dt className="lab">Difference</dt>
          <dd className="num text-bad text-[16px] leading-7 font-bold">{formatAmount(view.difference, "always")}</dd>
        </div>
      )}
    </dl>
  );
}
