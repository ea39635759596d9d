import type { LapsingMoney } from "@/lib/payments/lapsing";
import { durationText } from "./duration-text";
import { formatMoneyWithCurrency } from "./format-money";

/** In one short sentence, that money is lost by waiting: "Lapses 2 d too early: 412.00 USD." Rows are narrow, so what matters most comes first. */
export function lapseText({ amount, endsAt, shipsAt }: LapsingMoney): string {
  return `Lapses ${durationText(shipsAt - endsAt)} too early: ${formatMoneyWithCurrency(amount)}.`;
}
