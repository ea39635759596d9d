import { parseFaultRule } from "@/lib/sandbox/fault-rule";
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

/** One of the disputes comes to its end, before or after we have heard of its beginning. */
export function bankDecides({ dice, bank, log }: LifeSetting): void {
  const open = [...bank.state.disputes].filter(({ status }) => /^(warning_)?needs_response$/.test(status));
  if (open.length === 0) return;
  const dispute = dice.pick(open);
  const verdict = dice.pick(["won", "lost"] as const);
  log(`the bank decides ${dispute.id}: ${verdict}`);
  closeDispute(bank, dispute, verdict);
}
