import { BookOpen, CreditCard, Gift, HandCoins, Landmark, type LucideIcon, ReceiptText, Wallet } from "lucide-react";
import { ActButton } from "@/components/acts/act-button";
import type { ActView } from "@/components/acts/act-view";
import type { MethodIcon, PaymentMethodView } from "@/components/orders/order-record-view";
import { BudgetLine } from "@/components/payments/retry-budget";
import { Amount } from "@/components/ui/amount";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { EmptyState } from "@/components/ui/empty-state";
import { HoldChip } from "@/components/ui/hold-chip";
import { ScrollBox } from "@/components/ui/scroll-box";

export const methodIcons: Record<MethodIcon, LucideIcon> = {
  card: CreditCard,
  wallet: Wallet,
  gift: Gift,
  account: BookOpen,
  check: ReceiptText,
  bank: Landmark,
  offline: HandCoins,
};

export type PaymentMethodsProps = { methods: PaymentMethodView[]; acts: ActView[]; clock: ClockView };

export function PaymentMethods({ methods, acts, clock }: PaymentMethodsProps) {
  return (
    <Card
      id="h-methods"
      size="sm"
      title={
        <>
          Payment methods <span className="lab ml-1.5 font-normal">in the order they are charged</span>
        </>
      }
      aside={acts.map((act) => <ActButton key={act.label} act={act} size="sm" />)}
    >
      {methods.length === 0 ? (
        <EmptyState kind="no_match" title="No way to pay yet">
          Send a link or add a method.
        </EmptyState>
      ) : (
        <ScrollBox label="Payment methods, table">
          <table className="tbl tbl-tall min-w-[900px]">
            <colgroup>
              <col style={{ width: 48 }} />
              <col />
              <col style={{ width: 112 }} />
              <col style={{ width: 112 }} />
              <col style={{ width: 112 }} />
              <col style={{ width: 168 }} />
              <col style={{ width: 104 }} />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">#</th>
                <th scope="col">Method</th>
                <th scope="col" className="r">
                  Limit
                </th>
                <th scope="col" className="r">
                  Asked
                </th>
                <th scope="col" className="r">
                  Held
                </th>
                <th scope="col">State</th>
                <th scope="col">
                  <span className="sr-only">Action</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {methods.map((method) => (
                <MethodRow key={method.id} method={method} clock={clock} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Card>
  );
}

function MethodRow({ method, clock }: { method: PaymentMethodView; clock: ClockView }) {
  const Icon = methodIcons[method.icon];
  const act = method.acts[0];
  return (
    <tr>
      <td>
        <span className="num border-rule text-label grid size-6 place-items-center rounded-full border font-bold">
          {method.sequence}
        </span>
      </td>
      <td>
        <span className="flex items-center gap-2.5">
          <span className="border-rule text-muted grid h-6 w-9 flex-none place-items-center rounded-[3px] border">
            <Icon className="ic ic-14" aria-hidden />
          </span>
          <span className="min-w-0">
            <b className="block truncate leading-[18px] font-semibold">{method.label}</b>
            <span className="lab block truncate">{method.note}</span>
            {method.budget && <BudgetLine budget={method.budget} />}
          </span>
        </span>
      </td>
      <td className="r">
        {method.limit ? <Amount amount={method.limit} code="none" className="amt-plain" /> : "none"}
      </td>
      <td className="r">
        <Amount amount={method.asked} code="none" className="amt-plain" />
      </td>
      <td className="r font-bold">
        <Amount amount={method.held} code="none" className="amt-plain" />
      </td>
      <td>
        {method.hold?.expiresAt && method.state.tone === "ok" ? (
          <HoldChip hold={method.hold} clock={clock} />
        ) : (
          <Badge badge={method.state} />
        )}
      </td>
      <td className="r">{act && <ActButton act={act} variant="row" size="sm" subject={method.label} />}</td>
    </tr>
  );
}
