import { answerDispute } from "@/lib/operations/dispute/answer-dispute";
import { retryDisputeAnswer } from "@/lib/operations/dispute/retry-dispute-answer";
import type { Actor } from "@/lib/operations/operation-context";
import { mostAnswerTries } from "@/lib/payments/answering-disputes";
import { type Act, act, many, type Order } from "./act";
import type { LifeSetting } from "./life-setting";

const colleagues: readonly Actor[] = [
  { kind: "staff", userId: "usr_ada", name: "Ada" },
  { kind: "staff", userId: "usr_ben", name: "Ben" },
];

/** Evidence or consent, sometimes such as the bank decides by at once. Some answers come to their last tries soon: to fail ten times takes longer than a life. */
export async function answerADispute(setting: LifeSetting, { id, order_number }: Order): Promise<Act | undefined> {
  const { dice, as, pool } = setting;
  const disputes = await many<{ id: string }>(setting, "SELECT id FROM disputes WHERE order_id = $1 ORDER BY id", [id]);
  if (disputes.length === 0) return undefined;
  const { id: disputeId } = dice.pick(disputes);
  const context = as(dice.pick(colleagues));
  const text = dice.weighted([
    [6, "He has signed for it."],
    [1, "winning_evidence"],
    [1, "losing_evidence"],
  ]);
  const input = dice.chance(0.3) ? ({ kind: "accept" } as const) : ({ kind: "evidence", text } as const);
  const triesBefore = dice.chance(0.4) ? mostAnswerTries - dice.between(1, 2) : 0;
  const what = input.kind === "accept" ? "accept" : `answer with ${text.slice(0, 7)}`;
  return act(`${what} ${disputeId} of ${order_number}, tries before ${triesBefore}`, async () => {
    const asked = await answerDispute(context, { orderNumber: order_number }, { disputeId, ...input });
    if (asked.ok && triesBefore > 0)
      await pool.query("UPDATE dispute_answers SET tries = $2 WHERE id = $1 AND ended_at IS NULL", [
        asked.value.disputeAnswerId,
        triesBefore,
      ]);
    return asked;
  });
}

/** What was given up is tried again, or what nobody has given up. */
export async function retryAnAnswer(setting: LifeSetting, { id, order_number }: Order): Promise<Act | undefined> {
  const answers = await many<{ dispute_id: string; kind: "evidence" | "accept" }>(
    setting,
    "SELECT dispute_id, kind FROM dispute_answers WHERE order_id = $1 ORDER BY requested_at, id",
    [id],
  );
  if (answers.length === 0) return undefined;
  const { dispute_id: disputeId, kind } = setting.dice.pick(answers);
  const context = setting.as(setting.dice.pick(colleagues));
  return act(`try the answer to ${disputeId} of ${order_number} again`, () =>
    retryDisputeAnswer(context, { orderNumber: order_number }, { disputeId, kind }),
  );
}
