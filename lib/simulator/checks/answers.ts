import { type Books, total } from "./read-books";

/** I5, I7, X06, F04: one answer per dispute has come to the gateway, what is said to be sent is there, and what is not is about to be or stands before a person. */
export function* checkDisputeAnswers(books: Books): Iterable<string> {
  for (const { id, submissions, status } of books.bank.disputes) {
    if (submissions === undefined) continue;
    const answers = books.answers.filter(({ gateway_reference }) => gateway_reference === id);
    if (submissions > 1) yield `I5 ${id} was answered ${submissions} times at the gateway`;
    if (answers.filter(({ status }) => status !== "refused").length > 1) yield `I5 ${id} has two answers of ours`;
    if (submissions > 0 && answers.every(({ kind }) => kind !== "evidence"))
      yield `I5 ${id} was answered, and nobody here did`;
    for (const answer of answers) {
      const isThere = answer.kind === "evidence" ? submissions > 0 : status === "lost";
      if (answer.status === "sent" && !isThere) yield `I7 ${answer.id} counts as sent, and ${id} has no answer`;
      if (answer.status === "refused" && submissions > 0 && answers.length === 1)
        yield `I7 ${answer.id} counts as refused, and ${id} has an answer`;
    }
  }
  for (const answer of books.answers) {
    if (answer.ended_at !== null) continue;
    if (answer.given_up_at === null) {
      if (!answer.is_waiting) yield `I18 ${answer.id} is ${answer.status}, and nobody will send it`;
      else if (books.moment === "in the end") yield `I18 ${answer.id} is still ${answer.status} days after the faults`;
    } else if (
      !books.worklist.some(({ order_id, reason }) => order_id === answer.order_id && reason === "payment_disputed")
    )
      yield `X06 ${answer.id} was given up, and nobody sees it`;
  }
}

/** H14: one open request per order, and what was let pass is what the order counts as let pass. */
export function* checkOverrides(books: Books): Iterable<string> {
  for (const order of books.orders) {
    const requests = books.overrides.filter(({ order_id }) => order_id === order.id);
    const asked = requests.filter(({ status }) => status === "asked");
    if (asked.length > 1) yield `H14 ${order.order_number} has ${asked.length} open requests for an override`;
    if ((asked[0]?.id ?? null) !== order.override_ask_id)
      yield `H14 ${order.order_number} names ${order.override_ask_id} as its open request, there is ${asked[0]?.id}`;
    const allowed = total(requests.filter(({ status }) => status === "allowed"));
    if (allowed !== order.override_minor)
      yield `H14 ${order.order_number} was let pass for ${order.override_minor}, allowed were ${allowed}`;
  }
}
