"use client";

import { useId } from "react";
import type { AskApprovalView } from "@/components/approvals/ask-approval-view";
import { SendLaterField } from "@/components/approvals/send-later-field";
import { Field } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select-field";

export type AskApprovalFieldsProps = { view: AskApprovalView; errors: Record<string, string> };

export function AskApprovalFields({ view, errors }: AskApprovalFieldsProps) {
  return (
    <>
      <ReasonPicks view={view} error={errors.reason} />
      <Field
        label={
          <>
            What happened, in your words <span className="font-normal">(goes into the mail)</span>
          </>
        }
        error={errors.note}
      >
        {(control) => (
          <textarea {...control} name="note" className="field" rows={2} maxLength={500} defaultValue={view.note} />
        )}
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <div className="sm:col-span-2">
          <SelectField
            label="Send to"
            name="recipient"
            choices={view.recipients}
            defaultValue={view.recipient}
            error={errors.recipient}
          />
          {view.recipientHint && <p className="lab mt-1">{view.recipientHint}</p>}
        </div>
        <SelectField
          label="Link works for"
          name="linkLife"
          choices={view.linkLives}
          defaultValue={view.linkLife}
          error={errors.linkLife}
        />
        {view.reminders.length > 0 && (
          <SelectField
            label="Remind"
            name="reminder"
            choices={view.reminders}
            defaultValue={view.reminder}
            error={errors.reminder}
          />
        )}
        {view.tones.length > 0 && (
          <SelectField label="Words" name="tone" choices={view.tones} defaultValue={view.tone} error={errors.tone} />
        )}
        {view.locales.length > 1 ? (
          <SelectField
            label="Language of the mail"
            name="locale"
            choices={view.locales}
            defaultValue={view.locale}
            error={errors.locale}
          />
        ) : (
          <input type="hidden" name="locale" value={view.locale} />
        )}
        <SendLaterField timeZone={view.timeZone} error={errors.sendLater} />
        <Field
          label={view.isDeliveryDateRequired ? "New delivery date" : "New delivery date, if it slips"}
          error={errors.deliveryDate}
        >
          {(control) => (
            <input
              {...control}
              type="date"
              name="deliveryDate"
              className="field"
              defaultValue={view.deliveryDate ?? ""}
              required={view.isDeliveryDateRequired}
            />
          )}
        </Field>
      </div>
    </>
  );
}

function ReasonPicks({ view, error }: { view: AskApprovalView; error: string | undefined }) {
  const errorId = useId();
  return (
    <fieldset aria-describedby={error ? errorId : undefined}>
      <legend className="flab">Why we ask</legend>
      <div className="flex flex-wrap gap-1">
        {view.reasons.map((reason) => (
          <label key={reason.value} className="pick">
            <input type="radio" name="reason" value={reason.value} defaultChecked={reason.value === view.reason} />
            {reason.label}
          </label>
        ))}
      </div>
      {error && (
        <p id={errorId} className="field-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}
