"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { methodIcons } from "@/components/orders/payment-methods";
import type { ConfirmMethodView, ConfirmView } from "@/components/payments/confirm-view";
import { LimitEditor } from "@/components/payments/limit-editor";
import type { ConfirmVerbs } from "@/components/payments/use-confirm-payments";
import { Amount } from "@/components/ui/amount";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { ClockView } from "@/components/ui/clock-view";
import { isZeroAmount } from "@/components/ui/format-amount";
import { HoldChip } from "@/components/ui/hold-chip";
import { IconButton } from "@/components/ui/icon-button";

export type ConfirmMethodRowProps = {
  method: ConfirmMethodView;
  view: ConfirmView;
  verbs: ConfirmVerbs;
  clock: ClockView;
};

export function ConfirmMethodRow({ method, view, verbs, clock }: ConfirmMethodRowProps) {
  const Icon = methodIcons[method.icon];
  const isOpen = view.editRefusal === null;
  const takesRest = !method.isSuspended && method.limit === null && !isZeroAmount(method.asked);
  return (
    <>
      <tr tabIndex={0} data-method={method.id} data-takes={takesRest ? "rest" : undefined}>
        <td>
          <span className="flex items-center gap-1">
            <span className="num w-4 font-bold">{method.sequence}</span>
            {isOpen && !method.isSuspended && <Moves method={method} verbs={verbs} />}
          </span>
        </td>
        <td>
          <span className="flex items-center gap-2.5">
            <span className="border-rule text-muted grid h-6 w-9 flex-none place-items-center rounded-[3px] border">
              <Icon className="ic ic-14" aria-hidden />
            </span>
            <span className="min-w-0">
              <b className="block truncate leading-[18px] font-semibold">{method.label}</b>
              <span className="lab block truncate">{method.note}</span>
            </span>
          </span>
        </td>
        <td className="r">
          {verbs.editing === method.id ? (
            <LimitEditor method={method} currency={view.total.currency} verbs={verbs} />
          ) : method.limit ? (
            <Amount amount={method.limit} code="none" className="amt-plain" />
          ) : (
            "no limit"
          )}
        </td>
        <td className="r">
          {method.isSuspended ? "–" : <Amount amount={method.asked} code="none" className="amt-plain" />}
        </td>
        <td className="r font-bold">
          <Amount amount={method.held} code="none" className="amt-plain" />
        </td>
        <td>
          {method.hold?.expiresAt && method.state.tone === "ok" ? (
            <HoldChip hold={method.hold} clock={clock} />
          ) : (
            <Badge badge={method.state} />
          )}
          {method.suspendedBy && <span className="lab block">by {method.suspendedBy}</span>}
        </td>
        <td className="r">{isOpen && <RowActs method={method} verbs={verbs} />}</td>
      </tr>
      {method.state.label === "Refused" && method.state.title && (
        <tr>
          <td />
          <td colSpan={6} className="text-bad whitespace-normal!">
            <b>{method.label} was refused:</b> {method.state.title}. Add another method, or ask the customer.
          </td>
        </tr>
      )}
    </>
  );
}

function Moves({ method, verbs }: { method: ConfirmMethodView; verbs: ConfirmVerbs }) {
  return (
    <>
      {method.canMoveUp && (
        <IconButton
          icon={ArrowUp}
          size="sm"
          label={`Move ${method.label} up`}
          onClick={() => verbs.move(method, "up")}
        />
      )}
      {method.canMoveDown && (
        <IconButton
          icon={ArrowDown}
          size="sm"
          label={`Move ${method.label} down`}
          onClick={() => verbs.move(method, "down")}
        />
      )}
    </>
  );
}

function RowActs({ method, verbs }: { method: ConfirmMethodView; verbs: ConfirmVerbs }) {
  const button = (label: string, onClick: () => void) => (
    <Button size="sm" variant="row" aria-label={`${label}, ${method.label}`} onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <span className="flex justify-end gap-1.5">
      {!method.isSuspended && button("Edit", () => verbs.setEditing(method.id))}
      {method.canRemove && button("Remove", () => verbs.remove(method))}
      {method.isSuspended
        ? button("Resume", () => verbs.toggle(method))
        : !method.canRemove && button("Suspend", () => verbs.toggle(method))}
    </span>
  );
}
