import type { LineageOrderView, LineageStepView, LineageView } from "@/components/orders/lineage-view";
import { classNames } from "@/components/ui/class-names";
import { formatAmount } from "@/components/ui/format-amount";
import { Link } from "@/components/ui/link";

const edges: Record<LineageOrderView["kind"], string> = {
  past: "border-rule",
  this: "border-brand shadow-[inset_0_0_0_1px_var(--color-brand)]",
  successor: "border-rule",
  future: "border-rule border-dashed",
};

/** Old and new orders from left to right; each arrow carries what the price moved by and opens the comparison of its two ends. */
export function LineageTree({ orders, steps, shown }: Pick<LineageView, "orders" | "steps" | "shown">) {
  return (
    <>
      <ol className="flex w-max items-center gap-2" aria-label="Orders, oldest first">
        {orders.map((order, at) => (
          <li key={order.orderNumber} className="flex items-center gap-2">
            {steps[at - 1] && <Arrow step={steps[at - 1] as LineageStepView} isShown={steps[at - 1] === shown} />}
            <span
              className={classNames("bg-card flex flex-col rounded border px-3 py-1.5", edges[order.kind])}
              aria-current={order.kind === "this" ? "true" : undefined}
            >
              {order.href ? (
                <Link href={order.href} className="num font-semibold">
                  {order.orderNumber}
                </Link>
              ) : (
                <b className="num font-semibold">{order.orderNumber}</b>
              )}
              <span className="lab num whitespace-nowrap">
                {order.state}, {formatAmount(order.amount)}
              </span>
            </span>
          </li>
        ))}
      </ol>
      <LineageTable orders={orders} steps={steps} />
    </>
  );
}

function Arrow({ step, isShown }: { step: LineageStepView; isShown: boolean }) {
  return (
    <Link
      href={step.href}
      replace
      scroll={false}
      className={classNames(
        "text-warn-ink hover:bg-row-hover flex min-w-[88px] flex-col items-center rounded px-1.5 py-1",
        isShown && "bg-brand-soft",
      )}
      aria-current={isShown ? "true" : undefined}
      aria-label={`Compare ${step.from} with ${step.to}, ${formatAmount(step.difference, "always")}`}
    >
      <span className="num text-label font-bold">{formatAmount(step.difference, "always")}</span>
      <svg width="76" height="10" aria-hidden="true">
        <path d="M0 5h72M67 1l5 4-5 4" fill="none" stroke="currentColor" strokeWidth="1.5" />
      </svg>
    </Link>
  );
}

/** The same for assistive tech. */
function LineageTable({ orders, steps }: Pick<LineageView, "orders" | "steps">) {
  return (
    <table className="sr-only">
      <caption>Linked orders</caption>
      <thead>
        <tr>
          <th scope="col">Order</th>
          <th scope="col">State</th>
          <th scope="col">Total</th>
          <th scope="col">Difference to the order before</th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order, at) => (
          <tr key={order.orderNumber}>
            <th scope="row">{order.orderNumber}</th>
            <td>{order.kind === "this" ? `${order.state}, this order` : order.state}</td>
            <td>{`${formatAmount(order.amount)} ${order.amount.currency}`}</td>
            <td>{steps[at - 1] ? formatAmount((steps[at - 1] as LineageStepView).difference, "always") : "none"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
