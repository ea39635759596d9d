import { ActProvider } from "@/components/acts/act-provider";
import type { ActActions } from "@/components/acts/act-view";
import { ChainStrip } from "@/components/orders/chain-strip";
import { CoverageCard } from "@/components/orders/coverage-card";
import { CustomerCard } from "@/components/orders/customer-card";
import { DisputeCard } from "@/components/orders/dispute-card";
import { MoneyLedger } from "@/components/orders/money-ledger";
import { NextStepBanner } from "@/components/orders/next-step-banner";
import { type DisputeAnswerActions, OpenDisputeCard } from "@/components/orders/open-dispute-card";
import { OrderFacts } from "@/components/orders/order-facts";
import { OrderHeading } from "@/components/orders/order-heading";
import type { OrderRecordView } from "@/components/orders/order-record-view";
import { PaymentMethods } from "@/components/orders/payment-methods";
import { PriceChangeCard } from "@/components/orders/price-change-card";
import { RecordKeys } from "@/components/orders/record-keys";
import { RelatedCard } from "@/components/orders/related-card";
import { type RequestActions, RequestCard } from "@/components/orders/request-card";
import { StatusCard } from "@/components/orders/status-card";
import { Timeline } from "@/components/orders/timeline";
import type { FormAction } from "@/components/ui/action-state";
import type { ClockView } from "@/components/ui/clock-view";
import { Path } from "@/components/ui/path";

export type OrderRecordProps = {
  record: OrderRecordView;
  clock: ClockView;
  actions: ActActions;
  /** Gets `orderNumber`, `note`, `requestId`, and `isPinned` ("on" or absent). */
  addNote: FormAction;
  requestActions: RequestActions;
  recordDisputeTalk: FormAction;
  disputeActions: DisputeAnswerActions;
  setStatus: FormAction;
};

/** One order: what is owed, the one recommended act, and everything that led here. */
export function OrderRecord({
  record,
  clock,
  actions,
  addNote,
  requestActions,
  recordDisputeTalk,
  disputeActions,
  setStatus,
}: OrderRecordProps) {
  const { highlights, nextStep, chain, priceChange, request } = record;
  return (
    <ActProvider actions={actions} clock={clock}>
      <RecordKeys highlights={highlights} nextStep={nextStep} lineageHref={chain?.lineageHref ?? null} />
      <section className="card" aria-labelledby="h-order">
        <OrderHeading highlights={highlights} clock={clock} />
        <OrderFacts highlights={highlights} clock={clock} />
        <Path steps={record.path} className="px-4 pb-3" />
        {nextStep && <NextStepBanner step={nextStep} />}
        {chain && <ChainStrip chain={chain} />}
      </section>
      <div className="record">
        <div className="flex min-w-0 flex-col gap-3">
          {record.dispute && <DisputeCard dispute={record.dispute} record={recordDisputeTalk} />}
          {record.disputes.map((dispute) => (
            <OpenDisputeCard key={dispute.id} dispute={dispute} clock={clock} actions={disputeActions} />
          ))}
          <CoverageCard card={record.coverage} />
          {request && <RequestCard request={request} actions={requestActions} clock={clock} />}
          {priceChange && <PriceChangeCard change={priceChange} clock={clock} />}
          <PaymentMethods methods={record.methods} acts={record.methodActs} clock={clock} />
          <MoneyLedger entries={record.ledger} acts={record.ledgerActs} clock={clock} />
          <div className="grid gap-3 md:grid-cols-2">
            <RelatedCard id="h-invoices" kind="invoices" items={record.invoices} />
            <RelatedCard id="h-shipments" kind="shipments" items={record.shipments} />
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <CustomerCard customer={record.customer} />
          {record.statuses.length > 0 && (
            <StatusCard orderNumber={highlights.orderNumber} groups={record.statuses} setStatus={setStatus} />
          )}
          <Timeline
            entries={record.timeline}
            began={record.timelineBegan}
            pinnedNote={record.pinnedNote}
            orderNumber={highlights.orderNumber}
            addNote={addNote}
            clock={clock}
          />
          <RelatedCard id="h-mails" kind="mails" items={record.mails} />
        </div>
      </div>
    </ActProvider>
  );
}
