import { ChevronDown, ShieldCheck } from "lucide-react";
import { ApprovePageLines } from "@/components/approvals/approve-page-lines";
import type { ApprovePageView } from "@/components/approvals/approve-page-view";
import { PayHeader } from "@/components/approvals/pay-header";
import { PayMethods } from "@/components/approvals/pay-methods";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { Note } from "@/components/ui/note";
import { writingDirection } from "@/lib/format/customer-language";

/** The customer's page: amount, what changed, when money moves, then the choice. Works without script; opening it does nothing. */
export function ApprovePage({ view }: { view: ApprovePageView }) {
  const { shop, amount, before, difference, labels } = view;
  const formId = "approve";
  const canPay = view.methods.length > 0;
  return (
    <div className="pay" lang={view.language} dir={writingDirection(view.language)}>
      <a className="skip" href="#main">
        {labels.skip}
      </a>
      <PayHeader frame={view} />
      <main id="main" className="flex flex-1 flex-col">
        <div className="px-5 pb-4">
          <p className="pay-meta">
            <span>{view.heading}</span>
            <span className="whitespace-nowrap">
              {labels.code} <b>{view.code}</b>
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
              <span className="num">
                <span className="amt">{amount.digits}</span>
                <span className="cur-after">{amount.currency}</span>
              </span>
            </p>
            {before && difference && (
              <p className="text-end text-[14px] leading-5">
                <b className="num block">{difference}</b>
                <span className="num text-muted block">{before}</span>
              </p>
            )}
          </div>
          <div className="pay-box">
            <p className="px-4 pt-2.5 pb-2 leading-[22px]">{view.why}</p>
            {view.changedLines.length > 0 && (
              <details className="border-line border-t" open={view.changedLines.length <= 3}>
                <summary>
                  {labels.changedLines}
                  <ChevronDown className="ic ic-18" aria-hidden />
                </summary>
                <ApprovePageLines changedLines={view.changedLines} labels={labels} />
              </details>
            )}
          </div>
          <p className="mt-3.5 flex gap-2.5 text-[15px] leading-[22px]">
            <ShieldCheck className="ic ic-20 text-ok mt-0.5" aria-hidden />
            <span>
              <b>{labels.notToday}</b> {view.holdText}
              {view.newDeliveryText && <span className="mt-1 block">{view.newDeliveryText}</span>}
            </span>
          </p>
          {canPay ? (
            <form id={formId} method="post" action={view.approveUrl}>
              <HiddenFields fields={view.fields} />
              <PayMethods legend={labels.payWith} methods={view.methods} />
            </form>
          ) : (
            <div className="mt-3.5">
              <Note tone="warn" title={view.notPossible} />
            </div>
          )}
        </div>
        <div className="pay-act">
          {canPay && (
            <button type="submit" form={formId} className="btn btn-brand pay-button">
              {labels.approve}
            </button>
          )}
          <div className="mt-1 grid grid-cols-2">
            <a className="btn btn-quiet pay-quiet" href={view.declineUrl}>
              {labels.disagree}
            </a>
            <a className="btn btn-quiet pay-quiet" href={view.questionUrl}>
              {labels.ask}
            </a>
          </div>
        </div>
      </main>
      <footer className="pay-f">
        {view.endsText}
        {shop.phone && (
          <>
            <br />
            {labels.notUs[0]}
            <a className="underline" href={`tel:${shop.phone}`}>
              {shop.phone}
            </a>
            {labels.notUs[1]}
          </>
        )}
      </footer>
    </div>
  );
}
