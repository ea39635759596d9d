"use client";

import { ChevronDown, Layers } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { BulkJobView, BulkOutcomeView } from "@/components/bulk/bulk-view";
import { bulkWords } from "@/components/bulk/bulk-words";
import { useJob } from "@/components/bulk/use-job";
import { useDesk } from "@/components/layout/desk-context";
import { Amount } from "@/components/ui/amount";
import { Badge, type BadgeView } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Link } from "@/components/ui/link";
import { Note } from "@/components/ui/note";
import { ScrollBox } from "@/components/ui/scroll-box";
import { SkeletonRows } from "@/components/ui/skeleton";
import { usePost } from "@/components/ui/use-post";

export type JobDrawerProps = { id: string; onClose: () => void };

const outcomes: BulkOutcomeView[] = ["done", "failed", "skipped", "waiting"];

/** One job, row by row: what was done, what failed and why, what was left out. Docked above the bar; the page stays usable. */
export function JobDrawer({ id, onClose }: JobDrawerProps) {
  const { bulk } = useDesk();
  const { job, isBroken, lookAgain } = useJob(id);
  const [only, setOnly] = useState<BulkOutcomeView | null>(null);
  const post = usePost();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  const rows = job?.rows.filter((row) => only === null || row.outcome === only) ?? [];
  const title = job ? `Job: ${bulkWords[job.kind].job(job.total)}` : "Job";
  return (
    <section
      ref={box}
      className="card drawer"
      aria-label={title}
      tabIndex={-1}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <div className="border-line flex items-center gap-2.5 border-b py-2 pr-2 pl-4">
        <Layers className="ic" aria-hidden />
        <h2 className="flex-1 font-bold">{title}</h2>
        <IconButton icon={ChevronDown} label="Fold the job" size="sm" onClick={onClose} />
      </div>
      {isBroken && (
        <Note tone="warn" title="The job cannot be read just now." className="m-3">
          It runs on in the background. {job && "You see it as it was read last."}
        </Note>
      )}
      {!job && !isBroken && <SkeletonRows rows={4} label="The job is being read" />}
      {job && (
        <>
          <div className="px-4 py-3">
            <Progress job={job} only={only} onOnly={setOnly} />
            <div className="mt-2.5 flex flex-wrap gap-2">
              {job.counts.failed > 0 && job.counts.waiting === 0 && (
                <Button
                  size="sm"
                  disabledReason={post.isPending ? "Asked, waiting" : undefined}
                  onClick={() => post.run(bulk.retry, { bulkJobId: id }, lookAgain)}
                >
                  Retry failed only
                </Button>
              )}
              {job.counts.waiting === 0 && (
                <Button size="sm" variant="quiet" onClick={() => post.run(bulk.dismiss, { bulkJobId: id }, onClose)}>
                  Put it away
                </Button>
              )}
            </div>
          </div>
          <ScrollBox label="Outcome of each order">
            <table className="tbl">
              <colgroup>
                <col style={{ width: 104 }} />
                <col style={{ width: 136 }} />
                <col style={{ width: 112 }} />
                <col />
              </colgroup>
              <thead>
                <tr>
                  <th scope="col">Order</th>
                  <th scope="col" className="r">
                    Amount
                  </th>
                  <th scope="col">Outcome</th>
                  <th scope="col">Why</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.orderNumber}>
                    <td>
                      <Link href={`/orders/${encodeURIComponent(row.orderNumber)}`} className="num font-semibold">
                        {row.orderNumber}
                      </Link>
                    </td>
                    <td className="r">
                      <Amount amount={row.amount} />
                    </td>
                    <td>
                      <Badge badge={badgeOf(row.outcome, job)} />
                    </td>
                    <td className="lab whitespace-normal! py-1!">{row.why}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        </>
      )}
    </section>
  );
}

type ProgressProps = {
  job: BulkJobView;
  only: BulkOutcomeView | null;
  onOnly: (outcome: BulkOutcomeView | null) => void;
};

function Progress({ job, only, onOnly }: ProgressProps) {
  const { counts, total } = job;
  const share = (outcome: BulkOutcomeView) => `${(counts[outcome] / Math.max(1, total)) * 100}%`;
  const says = outcomes.map((outcome) => `${counts[outcome]} ${wordOf(outcome, job)}`).join(", ");
  return (
    <>
      <p className="mb-1.5 flex items-baseline gap-2" role="status">
        <b className="num text-[16px]">
          {total - counts.waiting} of {total}
        </b>
        <span className="text-muted">
          {counts.waiting > 0 ? "You can close this; it goes on." : "All of them have an outcome."}
        </span>
      </p>
      <span className="meter" role="img" aria-label={says}>
        <i style={{ width: share("done"), background: "var(--color-ok)" }} />
        <i style={{ width: share("failed"), background: "var(--color-bad)" }} />
        <i style={{ width: share("skipped"), background: "var(--color-field)" }} />
      </span>
      <div className="mt-2.5 flex flex-wrap gap-1.5">
        {outcomes
          .filter((outcome) => counts[outcome] > 0)
          .map((outcome) => (
            <button
              key={outcome}
              type="button"
              className="badge-button"
              aria-pressed={only === outcome}
              onClick={() => onOnly(only === outcome ? null : outcome)}
            >
              <Badge badge={{ ...badgeOf(outcome, job), label: `${counts[outcome]} ${wordOf(outcome, job)}` }} />
            </button>
          ))}
      </div>
    </>
  );
}

function wordOf(outcome: BulkOutcomeView, job: BulkJobView): string {
  return outcome === "done" ? bulkWords[job.kind].done : outcome;
}

function badgeOf(outcome: BulkOutcomeView, job: BulkJobView): BadgeView {
  const word = wordOf(outcome, job);
  const label = `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  return {
    tone: outcome === "done" ? "ok" : outcome === "failed" ? "bad" : outcome === "waiting" ? "wait" : "none",
    label,
  };
}
