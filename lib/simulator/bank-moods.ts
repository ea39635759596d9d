import { parseFaultRule } from "@/lib/sandbox/fault-rule";
import { closeDispute as closePaypalDispute } from "@/lib/sandbox/paypal/disputes";
import { closeDispute } from "@/lib/sandbox/stripe/disputes";
import type { LifeSetting } from "./life-setting";

/** The bank says no to the next one. */
export function bankRefuses({ dice, bank, log }: LifeSetting): void {
  const operation = dice.pick(["authorize", "capture", "capture", "refund"] as const);
  if (dice.chance(0.2)) {
    log(`PayPal will refuse the next ${operation}`);
    bank.faults.add(parseFaultRule({ action: "decline", gateway: "paypal", operation, code: "INSTRUMENT_DECLINED" }));
    return;
  }
  const code = dice.pick([
    "insufficient_funds",
    "do_not_honor",
    "stolen_card",
    "expired_card",
    "processing_error",
    "lost_card",
  ]);
  log(`the bank will refuse the next ${operation}: ${code}`);
  bank.faults.add(
    parseFaultRule({
      action: "decline",
      gateway: "stripe",
      operation,
      code: "card_declined",
      declineCode: code,
      releasesHold: dice.chance(0.2),
    }),
  );
}

/** For some calls the gateway has no ear for what is said about disputes, or hears it and does not say so. */
export function noEarForDisputes({ dice, bank, log }: LifeSetting): void {
  const action = dice.pick(["error_500_before", "error_500_after", "error_500_after", "html_502", "cut_json"]);
  const count = dice.between(1, 12);
  log(`the next ${count} calls about disputes: ${action}`);
  bank.faults.add(parseFaultRule({ action, gateway: "stripe", path: "/v1/disputes/*", count }));
}

/** One of the disputes comes to its end, before or after we have heard of its beginning. */
export function bankDecides({ dice, bank, paypal, log }: LifeSetting): void {
  type Verdict = "won" | "lost";
  const atStripe = [...bank.state.disputes]
    .filter(({ status }) => /^((warning_)?needs_response|under_review)$/.test(status))
    .map((dispute) => ({ id: dispute.id, close: (verdict: Verdict) => closeDispute(bank, dispute, verdict) }));
  const atPaypal = [...paypal.state.disputes]
    .filter(({ outcome }) => outcome === null)
    .map((dispute) => ({ id: dispute.id, close: (verdict: Verdict) => closePaypalDispute(paypal, dispute, verdict) }));
  const open = [...atStripe, ...atPaypal];
  if (open.length === 0) return;
  const { id, close } = dice.pick(open);
  const verdict = dice.pick(["won", "lost"] as const);
  log(`the bank decides ${id}: ${verdict}`);
  close(verdict);
}
