"use client";

import { useState } from "react";
import type { ConfirmMethodView } from "@/components/payments/confirm-view";
import type { ConfirmVerbs } from "@/components/payments/use-confirm-payments";
import { currencyDecimals, parseAmountText, toDecimalText } from "@/components/ui/format-amount";

export type LimitEditorProps = { method: ConfirmMethodView; currency: string; verbs: ConfirmVerbs };

/** The most that a way to pay may be charged: empty for no limit, zero to suspend it. `Enter` keeps it, `Esc` leaves it as it was. */
export function LimitEditor({ method, currency, verbs }: LimitEditorProps) {
  const [text, setText] = useState(
    method.limit === null ? "" : toDecimalText(method.limit.amountMinor, currencyDecimals(currency)),
  );
  const minor = text.trim() === "" ? "" : parseAmountText(text, currency);
  return (
    <input
      className="field r num"
      inputMode="decimal"
      placeholder="no limit"
      aria-label={`Most to charge ${method.label}, ${currency}. Empty for no limit, 0 suspends it`}
      aria-invalid={minor === null ? true : undefined}
      // biome-ignore lint/a11y/noAutofocus: whoever pressed Edit types next
      autoFocus
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Escape") verbs.setEditing(null);
        // With Mod too: what is being typed is kept first, and nothing is authorized over it.
        else if (event.key !== "Enter") return;
        else if (minor !== null) verbs.limit(method, minor);
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
