"use client";

import { ArrowUpRight, EllipsisVertical, ReceiptText, X } from "lucide-react";
import { ActButton } from "@/components/acts/act-button";
import { ActMenu } from "@/components/acts/act-menu";
import { ActSplitButton } from "@/components/acts/act-split-button";
import { OrderReason } from "@/components/orders/order-reason";
import { PeekApproval } from "@/components/orders/peek-approval";
import { PeekLists } from "@/components/orders/peek-lists";
import type { PeekView } from "@/components/orders/peek-view";
import { usePeek } from "@/components/orders/use-peek";
import { Amount } from "@/components/ui/amount";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { ObjectMark } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { CoverageBar } from "@/components/ui/coverage-bar";
import { HoldChip } from "@/components/ui/hold-chip";
import { IconButton } from "@/components/ui/icon-button";
import { Link } from "@/components/ui/link";
import { Note } from "@/components/ui/note";
import { SkeletonRows } from "@/components/ui/skeleton";

export type PeekPaneProps = {
  orderNumber: string;
  href: string;
  /** The moment of the list: when it moves, the order is read again. */
  stamp: string;
  /** Orders that are likely to be looked at next. */
  soon: string[];
  clock: ClockView;
  onClose: () => void;
};

/** One order beside the list it stands in: what is due, what comes next, and the acts. The list keeps the focus. */
export function PeekPane({ orderNumber, href, stamp, soon, clock, onClose }: PeekPaneProps) {
  const { view, problem, retry } = usePeek(orderNumber, stamp, soon);
  const acts = view?.highlights.acts ?? [];
  const own = acts.filter((act) => act.kind === "claim" || act.kind === "release_claim");
  const others = [...acts.filter((act) => !own.includes(act)), ...(view?.highlights.otherActs ?? [])];
  return (
    <section className="card" aria-labelledby="h-peek" aria-busy={view === null && problem === null}>
      <div className="flex items-start gap-3 px-4 py-3">
        <ObjectMark icon={ReceiptText} />
        <div className="min-w-0 flex-1">
          <h2 id="h-peek" className="text-[16px] leading-5 font-bold">
            <Link href={href} className="num text-ink">
              {orderNumber}
            </Link>
          </h2>
          <p className="text-muted truncate">
            {view ? (
              <>
                <bdi>{view.highlights.customerName}</bdi>, {view.highlights.kindText.replace(/^Order, /, "")}
              </>
            ) : (
              "Order"
            )}
          </p>
        </div>
        {own.map((act) => (
          <ActButton key={act.kind} act={act} size="sm" showKey subject={orderNumber} />
        ))}
        {others.length > 0 && (
          <ActMenu
            acts={others}
            label={`More actions, ${orderNumber}`}
            trigger={
              <IconButton icon={EllipsisVertical} label={`More actions, ${orderNumber}`} size="sm" data-pane-menu="" />
            }
          />
        )}
        <Link
          href={href}
          className={buttonClass({ variant: "quiet", size: "sm", className: "btn-icon" })}
          aria-label={`Open ${orderNumber} in full`}
          title="Open in full"
        >
          <ArrowUpRight className="ic ic-14" aria-hidden />
        </Link>
        <IconButton icon={X} label="Close the record beside the list" size="sm" onClick={onClose} />
      </div>
      {problem !== null && (
        <Note
          tone="bad"
          title={`${orderNumber} could not be read.`}
          className="mx-4 mb-3"
          isLive
          action={
            <Button size="sm" onClick={retry}>
              Try again
            </Button>
          }
        >
          {problem}
        </Note>
      )}
      {view && <PeekBody view={view} clock={clock} />}
      {view === null && problem === null && <SkeletonRows rows={5} label={`${orderNumber} is being read`} />}
    </section>
  );
}

function PeekBody({ view, clock }: { view: PeekView; clock: ClockView }) {
  const { highlights, nextStep, approval } = view;
  return (
    <>
      <dl className="peek-facts px-4 pb-3">
        <div>
          <dt className="lab">Due now</dt>
          <dd>
            <Amount amount={highlights.due} code="after" className="text-[20px] leading-7 font-bold" />
          </dd>
        </div>
        <div>
          <dt className="lab">Order total</dt>
          <dd>
            <Amount amount={highlights.total} code="none" className="text-[16px] leading-7" />
          </dd>
        </div>
        <div>
          <dt className="lab">Hold left</dt>
          <dd className="leading-7">
            <HoldChip hold={highlights.hold} clock={clock} />
          </dd>
        </div>
        <div>
          <dt className="lab">Reason</dt>
          <dd className="leading-7">
            {highlights.reason ? (
              <OrderReason code={highlights.reason} />
            ) : (
              <span className="text-muted">In order</span>
            )}
          </dd>
        </div>
      </dl>
      <div className="px-4 pb-3">
        <CoverageBar coverage={view.coverage} size="lg" />
      </div>
      {approval && <PeekApproval approval={approval} clock={clock} />}
      {nextStep && (
        <div className="border-line flex flex-wrap items-center gap-2 border-t px-4 py-2.5">
          <p className="min-w-44 flex-1">
            <b className="font-semibold">{nextStep.title}</b> <span className="text-muted">{nextStep.why}</span>
          </p>
          {nextStep.secondary && <ActButton act={nextStep.secondary} subject={highlights.orderNumber} />}
          {nextStep.primary && (
            <ActSplitButton
              act={nextStep.primary}
              otherActs={nextStep.otherActs}
              variant="brand"
              showKey
              subject={highlights.orderNumber}
            />
          )}
        </div>
      )}
      <PeekLists view={view} clock={clock} />
    </>
  );
}
