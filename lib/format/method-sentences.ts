import type { Sentence, SentenceScope } from "./sentence";

/** What was done to a way to pay of an order; of the charging order and of amounts, no money moves. */
export const methodSentences: Readonly<Record<string, Sentence>> = {
  payment_method_added: told("added", "added"),
  payment_method_removed: told("took off", "taken off"),
  payment_method_suspended: told("suspended", "suspended"),
  payment_method_resumed: told("resumed", "resumed"),
  payment_method_moved: told("moved", "moved", () => " in the charging order"),
  payment_method_limited: told("limited", "limited", (s) =>
    s.word("limitMinor") === null ? " by nothing any more" : ` to ${s.amount("limitMinor")}`,
  ),
};

function told(byStaff: string, byOthers: string, more: (scope: SentenceScope) => string = () => ""): Sentence {
  return (s) => {
    const method = s.method ?? "a way to pay";
    const text = s.isStaff ? `${byStaff} ${method}${more(s)}` : `${method} ${byOthers}${more(s)}`;
    return { kind: "system", tone: "info", text, detail: null };
  };
}
