import type { LapsingMoney } from "@/lib/payments/lapsing";
import { durationText } from "./duration-text";

const VERB = "Lapses ";

/** That money is lost by waiting: "Lapses 2 d too early". Rows are narrow; how much it is stands in their coverage bar. */
export function lapseText({ endsAt, shipsAt }: LapsingMoney): string {
  return `${VERB}${durationText(shipsAt - endsAt)} too early`;
}

/** The same under a heading that says already that holds end: "2 d too early", which fits on one line of a small panel. */
export function shortLapseText(text: string): string {
  return text.startsWith(VERB) ? text.slice(VERB.length) : text;
}
