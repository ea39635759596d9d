import type { TaskList } from "graphile-worker";
import { logger } from "@/lib/config/logger";
import { runAdvanceApproval } from "./tasks/advance-approval";
import { runAnswerDispute } from "./tasks/answer-dispute";
import { askNotifications } from "./tasks/ask-notifications";
import { captureInvoice } from "./tasks/capture-invoice";
import { deliverMessages } from "./tasks/deliver-messages";
import { runInspectHold } from "./tasks/inspect-hold";
import { processNotification } from "./tasks/process-notification";
import { recheckDifference } from "./tasks/recheck-difference";
import { reconcile } from "./tasks/reconcile";
import { runAttempt } from "./tasks/run-attempt";
import { runBulkJob } from "./tasks/run-bulk-job";
import { runSendMail } from "./tasks/send-mail";
import { sweep } from "./tasks/sweep";
import { runSyncHostedPage } from "./tasks/sync-hosted-page";
import type { WorkerContext } from "./worker-context";

type Task = (worker: WorkerContext, payload: never) => Promise<unknown>;

/** What runs in the background, by the name under which operations add it. */
const tasks: Readonly<Record<string, Task>> = {
  run_attempt: runAttempt,
  capture_invoice: captureInvoice,
  process_notification: processNotification,
  inspect_hold: runInspectHold,
  advance_approval: runAdvanceApproval,
  sync_hosted_page: runSyncHostedPage,
  send_mail: runSendMail,
  ask_notifications: askNotifications,
  reconcile,
  recheck_difference: recheckDifference,
  answer_dispute: runAnswerDispute,
  run_bulk_job: runBulkJob,
  deliver_messages: deliverMessages,
  sweep,
};

/** Every job leaves one line in the log with its result, so that one correlation id leads from the click to the gateway and back. */
export function makeTaskList(worker: WorkerContext): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload: unknown, helpers: { job: { id: string; attempts: number } }) => {
        const startedAt = performance.now();
        const result = await task(worker, payload as never);
        if (name === "sweep" && result === 0) return;
        const durationMs = Math.round(performance.now() - startedAt);
        logger.info(
          { task: name, jobId: helpers.job.id, try: helpers.job.attempts, ...idsOf(payload), result, durationMs },
          "job done",
        );
      },
    ]),
  );
}

const namesOfIds = [
  "attemptId",
  "invoiceId",
  "approvalRequestId",
  "mailId",
  "eventId",
  "gateway",
  "differenceId",
  "bulkJobId",
  "endpointId",
  "disputeAnswerId",
];

function idsOf(payload: unknown): object {
  const given = (payload ?? {}) as Record<string, unknown>;
  return Object.fromEntries(namesOfIds.map((name) => [name, given[name]]));
}
