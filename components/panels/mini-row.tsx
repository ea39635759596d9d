import type { ReactNode } from "react";
import { ActButton } from "@/components/acts/act-button";
import type { ActView } from "@/components/acts/act-view";
import { Link } from "@/components/ui/link";

export type MiniRowProps = {
  orderNumber: string;
  href: string;
  customerName: string;
  next: ActView | null;
  /** What is urgent about it, in one sentence. */
  note?: string;
  /** Since when it is there. */
  age?: ReactNode;
  children: ReactNode;
};

/** One order in a small panel: number, name, one fact, one act. */
export function MiniRow({ orderNumber, href, customerName, next, note, age, children }: MiniRowProps) {
  return (
    <li className="mini-row">
      <Link href={href} className="num font-semibold">
        {orderNumber}
      </Link>
      <span className="min-w-0">
        <span className="block truncate">
          <bdi>{customerName}</bdi>
        </span>
        {note && <span className="lapse block">{note}</span>}
        {age && <span className="under-line text-label block">{age}</span>}
      </span>
      {children}
      {next && <ActButton act={next} variant="row" size="sm" subject={orderNumber} className="mini-btn" />}
    </li>
  );
}
