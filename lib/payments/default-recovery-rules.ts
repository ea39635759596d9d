import { type HouseReason, houseReasons } from "./decline-reasons";
import type { RecoveryRule, RecoveryRuleSet } from "./recovery-rules";
import { type RetryClass, retryClassOfReason } from "./retry-policy";
import type { RetrySchedule } from "./retry-schedule";

const hours = (...list: number[]): RetrySchedule => ({ waitsMinutes: list.map((each) => each * 60), hours: null });
const minutes = (...list: number[]): RetrySchedule => ({ waitsMinutes: list, hours: null });
const never = minutes();
const byHand = { maxAttempts: 1, schedule: never, afterwards: "make_task" } as const;

/** What a store starts with; a supervisor publishes his own versions over it. In the order in which they are asked. */
export const defaultRecoveryRules: RecoveryRuleSet = {
  version: 0,
  maxAttempts: 4,
  rules: [
    {
      ...byHand,
      id: "stolen-or-fraud",
      name: "Lost, stolen or fraud: stop, for good",
      match: { reasons: ["lost_or_stolen", "suspected_fraud"] },
      action: "stop",
      task: "review",
    },
    {
      ...byHand,
      id: "disputed",
      name: "Disputed by the payer: talk first",
      match: { reasons: ["disputed"] },
      action: "make_task",
      task: "call_customer",
    },
    {
      id: "hold-gone",
      name: "Hold expired or voided: authorize and capture at once",
      match: { reasons: reasonsOf("new_hold") },
      action: "authorize_and_capture",
      task: "review",
      maxAttempts: 4,
      schedule: minutes(0),
      afterwards: "ask_customer",
    },
    {
      id: "soft-decline",
      name: "Soft decline: try again later",
      match: { reasons: reasonsOf("soft") },
      action: "retry_capture",
      task: "review",
      maxAttempts: 4,
      schedule: hours(4, 24, 72),
      afterwards: "ask_customer",
    },
    {
      id: "technical",
      name: "Passing fault: try again soon",
      match: { reasons: reasonsOf("technical") },
      action: "retry_capture",
      task: "review",
      maxAttempts: 4,
      schedule: minutes(5, 15, 60),
      afterwards: "make_task",
    },
    {
      ...byHand,
      id: "bank-wants-a-call",
      name: "The bank wants to hear from its customer: call",
      match: { reasons: ["call_issuer"] },
      action: "make_task",
      task: "call_customer",
    },
    {
      ...byHand,
      id: "instrument-ended",
      name: "The card or check cannot pay any more: another payment method",
      match: { reasons: ["card_expired", "wrong_card_data", "card_not_supported", "account_closed", "check_returned"] },
      action: "make_task",
      task: "new_payment_method",
    },
    {
      ...byHand,
      id: "payer-must-act",
      name: "Only the payer can settle it: ask by link",
      match: { reasons: ["authentication_required", "cancelled_by_payer"] },
      action: "ask_customer",
      task: "review",
    },
    {
      ...byHand,
      id: "gateway-knows-more",
      name: "The gateway knows more than we do: ask it",
      match: { reasons: reasonsOf("resync") },
      action: "make_task",
      task: "resync",
    },
    {
      ...byHand,
      id: "person",
      name: "Our request or account is wrong, or the code is not in our table: a person decides",
      match: { reasons: reasonsOf("person") },
      action: "make_task",
      task: "review",
    },
  ] satisfies RecoveryRule[],
};

function reasonsOf(retryClass: RetryClass): HouseReason[] {
  return houseReasons.filter((reason) => retryClassOfReason[reason] === retryClass);
}
