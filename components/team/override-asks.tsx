import { ActButton } from "@/components/acts/act-button";
import { ActProvider } from "@/components/acts/act-provider";
import type { ActActions } from "@/components/acts/act-view";
import type { OverrideAskView } from "@/components/team/console-views";
import { Amount } from "@/components/ui/amount";
import type { ClockView } from "@/components/ui/clock-view";
import { formatAge } from "@/components/ui/format-moment";
import { Link } from "@/components/ui/link";

export type OverrideAsksProps = { asks: OverrideAskView[]; clock: ClockView; actions: ActActions };

/** What colleagues ask to let pass: the order, who, why, and a supervisor's yes or no. */
export function OverrideAsks({ asks, clock, actions }: OverrideAsksProps) {
  return (
    <ActProvider actions={actions} clock={clock}>
      <ul data-override-asks="">
        {asks.map((ask) => (
          <li key={ask.overrideId} className="border-line flex flex-wrap items-center gap-3 border-t px-4 py-2">
            <div className="min-w-0 flex-1 basis-64">
              <div>
                Override asked:{" "}
                <Link href={ask.href} className="num font-semibold">
                  {ask.orderNumber}
                </Link>
                , <Amount amount={ask.amount} />
              </div>
              <div className="lab break-words">
                {ask.askedBy}, {formatAge(ask.askedAt, clock)}: {ask.reason}
              </div>
            </div>
            <span className="flex gap-2">
              <ActButton act={ask.allow} size="sm" subject={ask.orderNumber} />
              <ActButton act={ask.refuse} size="sm" subject={ask.orderNumber} />
            </span>
          </li>
        ))}
      </ul>
    </ActProvider>
  );
}
