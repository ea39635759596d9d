import type { AtRiskView } from "@/components/panels/panel-views";
import { formatAmount } from "@/components/ui/format-amount";
import { formatCount } from "@/components/ui/format-count";

export type AtRiskSumsProps = { sums: AtRiskView[]; otherCurrencies: number };

/** One figure per currency; they are never added. */
export function AtRiskSums({ sums, otherCurrencies }: AtRiskSumsProps) {
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-2 text-right">
      <div className="lab lo-hide leading-4">
        At risk,
        <br />
        by currency
      </div>
      {sums.map(({ amount, orders }) => (
        <div key={amount.currency}>
          <div className="num figure">{formatAmount(amount)}</div>
          <div className="lab">
            {amount.currency}, {formatCount(orders)} {orders === 1 ? "order" : "orders"}
          </div>
        </div>
      ))}
      {otherCurrencies > 0 && (
        <div>
          <div className="figure text-muted">+ {otherCurrencies}</div>
          <div className="lab">others</div>
        </div>
      )}
    </div>
  );
}
