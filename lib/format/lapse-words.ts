import type { LapsingMoney } from "@/lib/payments/lapsing";
import { durationText } from "./duration-text";

/** That money is lost by waiting: "Lapses 2 d too early". Rows are narrow; how much it is stands in their coverage bar. */
export function lapseText({ endsAt, shipsAt }: LapsingMoney): string {
  return `Lapses ${durationText(shipsAt - endsAt)} too early`;
}
