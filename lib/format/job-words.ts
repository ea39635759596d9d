const jobWords: Readonly<Record<string, string>> = {
  run_attempt: "Call to a gateway",
  capture_invoice: "Capture after shipping",
  process_notification: "Message from a gateway",
  inspect_hold: "Look at a hold at its gateway",
  advance_approval: "Next step after an approval",
  sync_hosted_page: "Look at a customer's payment page",
  send_mail: "Mail",
  ask_notifications: "Asking a gateway for missed messages",
  reconcile: "Comparing the books",
  recheck_difference: "Second look at a difference",
  answer_dispute: "Answer to a dispute",
  run_bulk_job: "Job over many orders",
  deliver_messages: "Messages to a webhook",
  sweep: "What falls due",
};

/** What a job of the queue is for, by the name under which it was added. */
export function jobText(task: string): string {
  return jobWords[task] ?? task;
}

const mostLetters = 160;

/**
 * The first line of what a job broke with, fit to be shown: addresses of people, credentials and anything that looks like a key or a card number
 * are left out.
 */
export function shownError(error: string | null): string {
  const line = (error ?? "").split("\n", 1)[0] ?? "";
  const safe = line
    .replace(/[^\s@"'<>]+@[^\s@"'<>]+/g, "…")
    .replace(/\b[a-z]{2,5}_[A-Za-z0-9_]{12,}|[A-Za-z0-9+/_=-]{24,}|\d[\d -]{10,}\d/g, "…")
    .trim();
  return safe.length > mostLetters ? `${safe.slice(0, mostLetters)}…` : safe || "It ended without a word.";
}
