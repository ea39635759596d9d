import { CircleStop } from "lucide-react";
import { ActButton } from "@/components/acts/act-button";
import type { ActView } from "@/components/acts/act-view";
import { Age } from "@/components/ui/age";
import { Card } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { Link } from "@/components/ui/link";

export type StoppedJobView = {
  id: string;
  what: string;
  order: { number: string; href: string } | null;
  tries: number;
  askedAt: string;
  stoppedAt: string;
  error: string;
  again: ActView | null;
};
export type StoppedJobsView = { jobs: StoppedJobView[]; total: number };

/** What the house gave up in the background, with what it broke on. Nothing where it gave up nothing. */
export function StoppedJobs({ view, clock }: { view: StoppedJobsView; clock: ClockView }) {
  if (view.total === 0) return null;
  const rest = view.total - view.jobs.length;
  return (
    <Card
      id="h-stopped"
      size="sm"
      icon={CircleStop}
      hue="fail"
      title={view.total === 1 ? "One job was given up" : `${view.total} jobs were given up`}
    >
      <ul>
        {view.jobs.map(({ id, what, order, tries, askedAt, stoppedAt, error, again }) => (
          <li key={id} className="border-line flex flex-wrap items-center gap-x-4 gap-y-1 border-t px-4 py-2">
            <div className="min-w-0 flex-1 basis-72">
              <p>
                <b>{what}</b>
                {order && (
                  <>
                    {" for "}
                    <Link href={order.href} className="num">
                      {order.number}
                    </Link>
                  </>
                )}
              </p>
              <p className="lab [overflow-wrap:anywhere]">{error}</p>
            </div>
            <p className="lab">
              stopped <Age at={stoppedAt} what="Stopped" clock={clock} /> after {tries} tries, asked for{" "}
              <Age at={askedAt} what="Asked for" clock={clock} />
            </p>
            {again && <ActButton act={again} size="sm" subject={`job ${id}`} />}
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="lab border-line border-t px-4 py-2">And {rest} more; these stopped first.</p>}
    </Card>
  );
}
