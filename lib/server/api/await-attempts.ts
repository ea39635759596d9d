import type { RouteCall } from "../define-route";

const PATIENCE_MS = 8_000;
const SLICE_MS = 400;

/**
 * Watches, for at most eight seconds, until every attempt has its outcome, or until `isSettled` says that nobody needs them any more: an order may be
 * confirmed although its gateway could not be reached (S43).
 */
export async function awaitAttempts(
  call: Pick<RouteCall, "waitForAttempts">,
  attemptIds: readonly string[],
  isSettled: () => Promise<boolean> = async () => false,
): Promise<void> {
  if (attemptIds.length === 0) return;
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const remainingMs = deadline - performance.now();
    if (remainingMs <= 0) return;
    const attempts = await call.waitForAttempts(attemptIds, Math.min(SLICE_MS, remainingMs));
    if (attempts.every(({ status }) => status !== "requested" && status !== "started")) return;
    if (await isSettled()) return;
  }
}
