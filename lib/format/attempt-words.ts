import { houseReasonText } from "./house-reason-words";

export type Tone = "ok" | "warn" | "bad" | "info" | "wait" | "none";
export type WordBadge = {
  tone: Tone;
  label: string;
  icon?:
    | "check"
    | "held"
    | "waiting"
    | "refused"
    | "nothing"
    | "retry"
    | "paper"
    | "open"
    | "blocked"
    | "mail"
    | "mail_open";
  title?: string;
};

export type AttemptFacts = {
  readonly operation: string;
  readonly status: string;
  readonly reason: string | null;
  readonly rawCode: string | null;
};

/** What one call to a gateway was for, as a verb. */
export function attemptActText(operation: string): string {
  return actWords[operation] ?? operation.replaceAll("_", " ");
}

/** How one call ended, never green before the gateway said yes. */
export function attemptBadge({ operation, status, reason, rawCode }: AttemptFacts): WordBadge {
  switch (status) {
    case "requested":
      return { tone: "wait", label: "Waiting to be sent", icon: "waiting" };
    case "started":
      return { tone: "wait", label: "At the gateway", icon: "waiting" };
    case "pending":
      return { tone: "wait", label: "Gateway decides", icon: "waiting" };
    case "unconfirmed":
      return { tone: "wait", label: "No answer yet", icon: "waiting" };
    case "not_sent":
      return { tone: "none", label: "Not sent", icon: "nothing" };
    case "undone":
      return undoneBadges[operation === "refund" ? "refund" : "capture"];
    case "succeeded":
      return { tone: "ok", label: doneWords[operation] ?? "Done", icon: operation === "authorize" ? "held" : "check" };
    default:
      return refusedBadge(reason, rawCode);
  }
}

/** What the result is worth: the sentence in the ledger's column "Means". */
export function attemptMeaning({ operation, status, reason }: AttemptFacts): string {
  if (status === "undone")
    return operation === "refund" ? "did not reach the customer; with us again" : "taken back by the bank";
  if (status === "succeeded") return meaningWords[operation] ?? "done";
  if (status === "unconfirmed") return "may have happened; the gateway is being asked";
  if (status === "pending") return "accepted by the gateway, not confirmed yet";
  if (status === "requested" || status === "started") return "waits for the gateway's answer";
  if (status === "not_sent") return "never left our house; nothing happened";
  return (houseReasonText(reason) ?? "refused").toLowerCase();
}

function refusedBadge(reason: string | null, rawCode: string | null): WordBadge {
  const words = houseReasonText(reason);
  return {
    tone: "bad",
    label: "Refused",
    icon: "refused",
    ...(words !== null && { title: rawCode ? `${words} (${rawCode})` : words }),
  };
}

/** What had succeeded and did not last: the call's own outcome stays as it was. */
const undoneBadges = {
  refund: { tone: "bad", label: "Came back", icon: "refused" },
  capture: { tone: "bad", label: "Refused late", icon: "refused" },
} as const satisfies Record<string, WordBadge>;

const actWords: Readonly<Record<string, string>> = {
  authorize: "Authorize",
  authorize_and_capture: "Authorize and capture",
  capture: "Capture",
  void: "Release hold",
  refund: "Refund",
  increase: "Increase",
  renew: "Renew hold",
  open_hosted_page: "Open payment page",
  close_hosted_page: "Close payment page",
};

const doneWords: Readonly<Record<string, string>> = {
  authorize: "Held",
  authorize_and_capture: "Captured",
  capture: "Captured",
  void: "Released",
  refund: "Refunded",
  increase: "Raised",
  renew: "Renewed",
  open_hosted_page: "Open",
  close_hosted_page: "Closed",
};

const meaningWords: Readonly<Record<string, string>> = {
  authorize: "held at the bank, not taken",
  authorize_and_capture: "new hold, taken at once and confirmed",
  capture: "confirmed by the gateway; on its way to us",
  void: "the bank gives it back to the customer",
  refund: "on its way back to the customer",
  increase: "the hold was raised",
  renew: "held anew at the gateway, not taken",
  open_hosted_page: "the customer can pay there",
  close_hosted_page: "nobody can pay there any more",
};
