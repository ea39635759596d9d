"use client";

import { Layers } from "lucide-react";
import dynamic from "next/dynamic";
import type { BulkJobHeadView } from "@/components/bulk/bulk-view";
import { bulkWords } from "@/components/bulk/bulk-words";
import { Meter } from "@/components/ui/meter";

// What draws the rows comes when somebody looks at them.
const JobDrawer = dynamic(() => import("@/components/bulk/job-drawer").then((module) => module.JobDrawer), {
  // A boundary of its own: without one, what lies around would vanish while this comes, and the focus with it.
  loading: () => null,
});

export type JobItemProps = {
  job: BulkJobHeadView | null;
  /** The job whose rows are shown; perhaps one that was started a moment ago. */
  openId: string | null;
  onToggle: (id: string) => void;
  onClose: () => void;
};

/** The person's own bulk job in the bar at the foot: how far it is, and behind it each row's outcome. It outlives a reload. */
export function JobItem({ job, openId, onToggle, onClose }: JobItemProps) {
  const ended = job ? job.total - job.counts.waiting : 0;
  return (
    <>
      {job && (
        <button
          type="button"
          className="ub-item"
          aria-expanded={openId === job.id}
          data-job-item=""
          onClick={() => onToggle(job.id)}
        >
          <Layers className="ic" aria-hidden />
          <span className="ub-words">Job: {bulkWords[job.kind].job(job.total)}</span>
          <span className="num">
            {ended} of {job.total}
          </span>
          <Meter label={`${ended} of ${job.total} done`} share={ended / Math.max(1, job.total)} className="ub-meter" />
        </button>
      )}
      {openId !== null && <JobDrawer key={openId} id={openId} onClose={onClose} />}
    </>
  );
}
