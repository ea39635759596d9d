import { ChevronDown, ShieldCheck } from "lucide-react";
import { ApprovePageLines } from "@/components/approvals/approve-page-lines";
import type { ApprovePageView } from "@/components/approvals/approve-page-view";
import { PayHeader } from "@/components/approvals/pay-header";
import { PayMethods } from "@/components/approvals/pay-methods";
import { Amount } from "@/components/ui/amount";
import { formatAmount, formatAmountWithCurrency } from "@/components/ui/format-amount";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { Note } from "@/components/ui/note";

/** The customer's page: amount, what changed, when money moves, then the choice. Works without script; opening it does nothing. */
export function ApprovePage({ view }: { view: ApprovePageView }) {
  const { shop, amount, before, difference } = view;
  const formId = "approve";
  return (
    <>
      <a className="skip" href="#main">
        Skip to the amount
      </a>
      <div className="pay">
        <PayHeader shop={shop} />
        <main id="main" className="flex flex-1 flex-col">
          <div className="px-5 pb-4">
            <p className="pay-meta">
              <span>
                Order {view.orderNumber} for {view.customerFirstName}
              </span>
              <span className="whitespace-nowrap">
                code <b>{view.code}</b>
              </span>
            </p>
            <h1 className="pay-title">{view.title}</h1>
            {view.error && (
              <div id="error" tabIndex={-1} className="mt-3">
                <Note tone="bad" title={view.error} isLive />
              </div>
            )}
            <div className="mt-1.5 flex flex-wrap items-baseline justify-between gap-x-3">
              <p className="pay-amount">
                <Amount amount={amount} code="after" />
              </p>
              {before && difference && (
                <p className="text-right text-[14px] leading-5">
                  <b className="num block">{formatAmount(difference, "always")}</b>
                  <span className="num text-muted block">was {formatAmount(before)}</span>
                </p>
              )}
            </div>
            <div className="pay-box">
              <p className="px-4 pt-2.5 pb-2 leading-[22px]">{view.why}</p>
              {view.changedLines.length > 0 && (
                <details className="border-line border-t" open={view.changedLines.length <= 3}>
                  <summary>
                    {view.changedLines.length === 1 ? "The line" : `The ${view.changedLines.length} lines`} that changed
                    <ChevronDown className="ic ic-18" aria-hidden />
                  </summary>
                  <ApprovePageLines lines={view.changedLines} currency={amount.currency} />
                </details>
              )}
            </div>
            <p className="mt-3.5 flex gap-2.5 text-[15px] leading-[22px]">
              <ShieldCheck className="ic ic-20 text-ok mt-0.5" aria-hidden />
              <span>
                <b>You are not charged today.</b> {view.holdText}
                {view.newDeliveryText && <span className="mt-1 block">{view.newDeliveryText}</span>}
              </span>
            </p>
            <form id={formId} method="post" action={view.approveUrl}>
              <HiddenFields fields={view.fields} />
              <PayMethods methods={view.methods} />
            </form>
          </div>
          <div className="pay-act">
            <button type="submit" form={formId} className="btn btn-brand pay-button">
              Approve {formatAmountWithCurrency(amount)}
            </button>
            <div className="mt-1 grid grid-cols-2">
              <a className="btn btn-quiet pay-quiet" href={view.declineUrl}>
                I do not agree
              </a>
              <a className="btn btn-quiet pay-quiet" href={view.questionUrl}>
                Ask a question
              </a>
            </div>
          </div>
        </main>
        <footer className="pay-f">
          {view.endsText}
          {shop.phone && (
            <>
              <br />
              Not sure it is us? Call{" "}
              <a className="underline" href={`tel:${shop.phone}`}>
                {shop.phone}
              </a>
              .
            </>
          )}
        </footer>
      </div>
    </>
  );
}
