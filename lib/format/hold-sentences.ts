import type { Sentence, SentenceScope, TimelineTone } from "./sentence";

/** What became of a hold that was raised, renewed or exchanged for another, in words. */
export const holdSentences: Readonly<Record<string, Sentence>> = {
  increase_requested: hold("info", (s) =>
    s.isStaff ? `asked to raise the hold by ${s.amount()}` : `Hold is to be raised by ${s.amount()}`,
  ),
  increase_succeeded: hold("ok", (s) => `Hold raised by ${s.amount()}`),
  increase_declined: hold("bad", (s) => `Hold was not raised by ${s.amount()}`, "refusal"),
  increase_unconfirmed: hold("wait", (s) => `No answer about raising the hold by ${s.amount()}`),
  renewal_requested: hold("info", (s) =>
    s.isStaff
      ? `asked for a new hold of ${s.amount()} in place of the old one`
      : `New hold of ${s.amount()} asked for in place of the old one`,
  ),
  release_requested: hold("info", (s) =>
    s.word("why") === "replaced"
      ? `New hold stands, the old one of ${s.amount()} is being released`
      : s.word("why") === "fraud_stop"
        ? `Hold of ${s.amount()} came in after the fraud stop and is being released`
        : s.word("why") === "paid_ahead"
          ? s.isStaff
            ? `let the hold of ${s.amount()} go: the order is paid ahead`
            : `Order is paid ahead, the hold of ${s.amount()} is being released`
          : `Hold of ${s.amount()} came in after the order had ended and is being released`,
  ),
  capture_reversed: hold("bad", (s) => `${s.amount()} came in after the fraud stop and is being refunded`),
  authorization_renewed: hold("ok", (s) => `Hold of ${s.amount()} renewed at the gateway, the old one is gone`),
};

function hold(tone: TimelineTone, text: (scope: SentenceScope) => string, more?: "refusal"): Sentence {
  return (scope) => ({
    kind: "money",
    tone,
    text: text(scope),
    detail: [scope.method, more === "refusal" ? scope.refusal : null].filter(Boolean).join(", ") || null,
  });
}
