/**
 * Jobs are fetched and ticked off several at a time. What has been fetched and waits here is given back after two seconds, so that a process whose
 * calls all hang keeps no work from another. A job that is done and not ticked off when its process dies runs again, and finds nothing to do.
 */
export function queueBatches(concurrency: number) {
  return { localQueue: { size: 2 * concurrency, ttl: 2_000 }, completeJobBatchDelay: 50 };
}
