import type { StoppedJobsView } from "@/components/queue/stopped-jobs";
import { can } from "@/lib/auth/permissions";
import type { Staff } from "@/lib/auth/staff";
import { jobText, shownError } from "@/lib/format/job-words";
import { listStoppedJobs } from "@/lib/queries/queue/list-stopped-jobs";
import type { QueryContext } from "@/lib/server/query-context";
import { orderHref } from "../_lists/order-row";

/** What the queue gave up, for whoever may have it tried again; null for everybody else. */
export async function readStoppedJobs(staff: Staff, queries: QueryContext): Promise<StoppedJobsView | null> {
  if (!can(staff.role, "queue.try_again")) return null;
  const { jobs, total } = await listStoppedJobs(queries);
  return {
    total,
    jobs: jobs.map(({ id, task, orderNumber, tries, askedAt, stoppedAt, error }) => ({
      id,
      what: jobText(task),
      order: orderNumber === null ? null : { number: orderNumber, href: orderHref(orderNumber) },
      tries,
      askedAt: askedAt.toISOString(),
      stoppedAt: stoppedAt.toISOString(),
      error: shownError(error),
      again: { kind: "try_job_again", label: "Try again", fields: { jobId: id } },
    })),
  };
}
