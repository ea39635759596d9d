"use client";

import { useState } from "react";
import type { ActView } from "@/components/acts/act-view";
import { Amount, type AmountView } from "@/components/ui/amount";
import type { ClockView } from "@/components/ui/clock-view";
import { Field } from "@/components/ui/field";
import { currencyDecimals, formatAmount, parseAmountText, toDecimalText } from "@/components/ui/format-amount";
import { HoldChip } from "@/components/ui/hold-chip";

export type ActAmountFieldProps = {
  act: ActView;
  ceiling: AmountView;
  clock: ClockView;
  error?: string | undefined;
  /** Null while what is typed is no amount. */
  onChange: (amount: AmountView | null) => void;
};

export function ActAmountField({ act, ceiling, clock, error, onChange }: ActAmountFieldProps) {
  const { currency } = ceiling;
  const [text, setText] = useState(toDecimalText((act.suggested ?? ceiling).amountMinor, currencyDecimals(currency)));
  const typed = parseAmountText(text, currency);
  const problem = error ?? problemWith(typed, ceiling, act.ceilingText ?? "is held");

  if (!act.isAmountEditable) {
    return (
      <div className="flex items-center gap-3">
        <Amount amount={ceiling} code="after" className="figure" />
        {act.hold && <HoldChip hold={act.hold} clock={clock} />}
        <AmountInputs amountMinor={ceiling.amountMinor} currency={currency} />
      </div>
    );
  }
  return (
    <div className="flex items-start gap-3">
      <Field label={`Amount, ${currency}`} error={problem} className="flex-1">
        {(control) => (
          <input
            {...control}
            className="field"
            inputMode="decimal"
            autoComplete="off"
            data-autofocus=""
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              const next = parseAmountText(event.target.value, currency);
              onChange(next === null ? null : { amountMinor: next, currency });
            }}
          />
        )}
      </Field>
      <p className="text-muted flex flex-1 items-center gap-2 pt-6">
        of {formatAmount(ceiling)} {act.ceilingText ? `that ${act.ceilingText}` : "held"}{" "}
        {act.hold && <HoldChip hold={act.hold} clock={clock} />}
      </p>
      <AmountInputs amountMinor={typed ?? ""} currency={currency} />
    </div>
  );
}

function AmountInputs({ amountMinor, currency }: AmountView) {
  return (
    <>
      <input type="hidden" name="amountMinor" value={amountMinor} />
      <input type="hidden" name="currency" value={currency} />
    </>
  );
}

function problemWith(typed: string | null, ceiling: AmountView, ceilingText: string): string | undefined {
  if (typed === null) return `An amount of ${ceiling.currency}, please.`;
  if (BigInt(typed) === 0n) return "More than nothing, please.";
  return BigInt(typed) > BigInt(ceiling.amountMinor) ? `At most ${formatAmount(ceiling)} ${ceilingText}.` : undefined;
}
