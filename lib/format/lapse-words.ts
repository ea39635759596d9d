import type { LapsingMoney } from "@/lib/payments/lapsing";
import { durationText } from "./duration-text";
import { formatMoneyWithCurrency } from "./format-money";

/** In one sentence, that money is lost by waiting: "412.00 USD lapse 2 d before the goods can leave." */
export function lapseText({ amount, endsAt, shipsAt }: LapsingMoney): string {
  return `${formatMoneyWithCurrency(amount)} lapse ${durationText(shipsAt - endsAt)} before the goods can leave.`;
}
