import { classNames } from "@/components/ui/class-names";
import { type AmountView, formatAmount, isZeroAmount } from "@/components/ui/format-amount";

/** What can be taken today, what is held on paper only, and what is not held at all. One currency. */
export type CoverageView = { secured: AmountView; onPaper: AmountView; unsecured: AmountView };

export type CoverageBarProps = { coverage: CoverageView; size?: "sm" | "lg"; className?: string };

export function CoverageBar({ coverage, size = "sm", className }: CoverageBarProps) {
  const shares = coverageShares(coverage);
  const isLarge = size === "lg";
  return (
    <span
      className={classNames("cov", isLarge && "cov-lg", className)}
      role="img"
      aria-label={isLarge ? amountsText(coverage) : percentText(shares)}
    >
      {shares.secured > 0 && (
        <i className="s" style={{ width: `${shares.secured}%` }}>
          {isLarge && shares.secured > 8 && !isZeroAmount(coverage.secured) && formatAmount(coverage.secured)}
        </i>
      )}
      {shares.onPaper > 0 && (
        <i className="p" style={{ width: `${shares.onPaper}%` }}>
          {isLarge && shares.onPaper > 8 && <span>{formatAmount(coverage.onPaper)}</span>}
        </i>
      )}
      {shares.unsecured > 0 && (
        <i className="u" style={isLarge ? { flex: 1 } : undefined}>
          {isLarge && shares.unsecured > 8 && formatAmount(coverage.unsecured)}
        </i>
      )}
    </span>
  );
}

export type CoverageShares = { secured: number; onPaper: number; unsecured: number };

/** Percent of the total, with two decimals; nothing due at all counts as fully secured. */
export function coverageShares({ secured, onPaper, unsecured }: CoverageView): CoverageShares {
  const parts = [secured, onPaper, unsecured].map((part) => BigInt(part.amountMinor));
  const total = parts.reduce((sum, part) => sum + part, 0n);
  if (total <= 0n) return { secured: 100, onPaper: 0, unsecured: 0 };
  const [first = 0, second = 0] = parts.map((part) => Number((part * 10_000n) / total) / 100);
  return { secured: first, onPaper: second, unsecured: unsecured.amountMinor === "0" ? 0 : 100 - first - second };
}

function percentText({ secured, onPaper }: CoverageShares): string {
  if (secured >= 100) return "fully secured";
  if (secured === 0 && onPaper === 0) return "nothing secured";
  const paper = onPaper > 0 ? `, ${Math.round(onPaper)} % on paper` : "";
  return `${Math.round(secured)} % secured today${paper}`;
}

function amountsText({ secured, onPaper, unsecured }: CoverageView): string {
  if ([secured, onPaper, unsecured].every(isZeroAmount)) return "nothing is left to secure";
  return `${formatAmount(secured)} ${secured.currency} secured today, ${formatAmount(onPaper)} on paper only, ${formatAmount(unsecured)} not secured`;
}
