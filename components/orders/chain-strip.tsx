import { GitCompareArrows } from "lucide-react";
import type { ChainEntryView, ChainView } from "@/components/orders/order-record-view";
import { classNames } from "@/components/ui/class-names";
import { formatAmount } from "@/components/ui/format-amount";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";

const edges: Record<ChainEntryView["kind"], string> = {
  past: "border-rule",
  this: "border-brand shadow-[inset_0_0_0_1px_var(--color-brand)]",
  successor: "border-rule",
  future: "border-rule border-dashed",
};

/** Which order replaced which, and by how much the price moved on the way. */
export function ChainStrip({ chain }: { chain: ChainView }) {
  return (
    <div className="border-line bg-inset flex flex-wrap items-center gap-x-2.5 gap-y-1.5 rounded-b border-t px-4 py-2">
      <h2 className="cap pr-1.5" id="h-chain">
        Linked orders
      </h2>
      <ol className="contents" aria-labelledby="h-chain">
        {chain.entries.map((entry) => (
          <li
            key={`${entry.kind} ${entry.orderNumber}`}
            className="flex min-w-0 max-w-full flex-wrap items-center gap-x-2.5 gap-y-1"
          >
            {entry.change && <Change entry={entry} />}
            <span
              className={classNames(
                "bg-card flex min-h-8 min-w-0 flex-wrap items-center gap-x-2.5 rounded border px-2.5 py-1",
                edges[entry.kind],
              )}
              aria-current={entry.kind === "this" ? "true" : undefined}
            >
              {entry.href ? (
                <Link href={entry.href} className="num font-semibold">
                  {entry.orderNumber}
                </Link>
              ) : (
                <b className="num font-semibold">{entry.orderNumber}</b>
              )}
              <span className="lab num">{entry.note}</span>
            </span>
          </li>
        ))}
      </ol>
      {chain.hiddenCount > 0 && (
        <Link href={chain.lineageHref} className="num font-semibold">
          +{chain.hiddenCount}
          <span className="sr-only"> more linked orders</span>
        </Link>
      )}
      <p className="lab lo-hide max-w-[38ch] flex-1 pl-3">{chain.explanation}</p>
      <LinkButton href={chain.lineageHref} icon={GitCompareArrows} keys="l" className="ml-auto">
        Compare
      </LinkButton>
    </div>
  );
}

function Change({ entry }: { entry: ChainEntryView }) {
  if (!entry.change) return null;
  return (
    <span className="text-faint flex min-w-[76px] flex-col items-center">
      <span className="num text-label text-warn-ink font-bold">{formatAmount(entry.change, "always")}</span>
      <svg width="64" height="10" aria-hidden="true">
        <path d="M0 5h60M55 1l5 4-5 4" fill="none" stroke="currentColor" strokeWidth="1.5" />
      </svg>
    </span>
  );
}
