import { formatCount } from "@/components/ui/format-count";
import { Link } from "@/components/ui/link";

export type ShareView = { key: string; count: number; label: string; note: string; href: string; color: string };

/** Groups side by side, each as wide as its share but never too narrow for its words; each a link. */
export function ShareBars({ shares }: { shares: ShareView[] }) {
  return (
    <div className="flex min-h-[83px] items-end gap-1 overflow-x-auto px-4 pb-3">
      {shares.map((share) => (
        <Link
          key={share.key}
          href={share.href}
          className="min-w-[72px] text-inherit no-underline hover:no-underline"
          style={{ flex: Math.max(share.count, 1) }}
        >
          <span className="block h-2 rounded-sm" style={{ background: share.color }} />
          <b className="num block pt-1.5 text-[16px] leading-6">{formatCount(share.count)}</b>
          <span className="text-label block truncate">{share.label}</span>
          <span className="lab block truncate">{share.note}</span>
        </Link>
      ))}
    </div>
  );
}
