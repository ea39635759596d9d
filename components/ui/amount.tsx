import { classNames } from "@/components/ui/class-names";
import { type AmountSign, type AmountView, formatAmount } from "@/components/ui/format-amount";

export type { AmountView } from "@/components/ui/format-amount";

export type AmountProps = {
  amount: AmountView;
  /** In mixed lists the code stands in front; a single figure has it behind, or nothing where the card names it. */
  code?: "before" | "after" | "none";
  sign?: AmountSign;
  className?: string | undefined;
};

export function Amount({ amount, code = "before", sign = "auto", className }: AmountProps) {
  const text = formatAmount(amount, sign);
  return (
    <span className={classNames("num", text.length > 9 && "num-long", className)}>
      {code === "before" && <span className="cur">{amount.currency}</span>}
      <span className="amt">{text}</span>
      {code === "after" && <span className="cur-after">{amount.currency}</span>}
    </span>
  );
}
