import type { PeekApprovalView } from "@/components/orders/peek-view";
import { classNames } from "@/components/ui/class-names";
import type { ClockView } from "@/components/ui/clock-view";
import { formatLogMoment } from "@/components/ui/format-moment";

export type PeekApprovalProps = { approval: PeekApprovalView; clock: ClockView };

const ends = {
  approved: "Approved",
  said_no: "Said no",
  payment_failed: "Payment failed",
  ended: "Link ended",
} as const;

/** The link to the customer, step by step. */
export function PeekApproval({ approval, clock }: PeekApprovalProps) {
  const { sentAt, openedAt, expiresAt, end } = approval;
  const at = (moment: string | null) => (moment === null ? "not yet" : formatLogMoment(moment, clock.timeZone));
  const steps = [
    { key: "sent", label: "Sent", note: at(sentAt), isDone: sentAt !== null },
    { key: "opened", label: "Opened", note: at(openedAt), isDone: openedAt !== null },
    end === null
      ? { key: "end", label: "Approved", note: `not yet, ends ${at(expiresAt)}`, isDone: false }
      : { key: "end", label: ends[end], note: "", isDone: true },
  ];
  return (
    <div className="border-line bg-inset border-t px-4 py-3">
      <h3 className="cap mb-1.5">Approval link</h3>
      <ol className="flex">
        {steps.map((step) => (
          <li key={step.key} className={classNames("peek-step", step.isDone && "peek-step-done")}>
            <b className="font-semibold">{step.label}</b>
            {!step.isDone && <span className="sr-only">, open</span>}
            <span className="lab block">{step.note}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
