"use client";

import { useState } from "react";
import { NameField } from "@/components/team/name-field";
import { ActForm } from "@/components/ui/act-form";
import type { FormAction } from "@/components/ui/action-state";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";

export type AddStatusFieldProps = { isOpen: boolean; onClose: () => void; action: FormAction };

export function AddStatusField({ isOpen, onClose, action }: AddStatusFieldProps) {
  const [draft, setDraft] = useState(emptyDraft);
  const keep = (part: Partial<typeof emptyDraft>) => setDraft((before) => ({ ...before, ...part }));
  const close = () => {
    setDraft(emptyDraft);
    onClose();
  };
  return (
    <Dialog isOpen={isOpen} onClose={close} title="Add a field">
      <ActForm action={action} onDone={close} className="dlg-b grid gap-3">
        {(state, isPending) => (
          <>
            <NameField value={draft.name} error={state.fieldErrors?.name} onChange={(name) => keep({ name })} />
            <Radios
              legend="Stands on"
              name="subject"
              value={draft.subject}
              choices={[
                { value: "order", label: "orders" },
                { value: "invoice", label: "invoices" },
              ]}
              onChoose={(subject) => keep({ subject })}
            />
            <Radios
              legend="Says"
              name="kind"
              value={draft.kind}
              choices={[
                { value: "choice", label: "one of several choices" },
                { value: "flag", label: "yes or nothing (a flag)" },
              ]}
              onChoose={(kind) => keep({ kind })}
            />
            {draft.kind === "choice" && (
              <Field
                label="Choices"
                hint="One a line, in the order in which they are offered."
                error={state.fieldErrors?.choices}
              >
                {(control) => (
                  <textarea
                    {...control}
                    name="choices"
                    rows={4}
                    className="field"
                    value={draft.choices}
                    onChange={(event) => keep({ choices: event.target.value })}
                  />
                )}
              </Field>
            )}
            <div>
              <Button type="submit" variant="brand" disabledReason={isPending ? "Adding" : undefined}>
                Add
              </Button>
            </div>
          </>
        )}
      </ActForm>
    </Dialog>
  );
}

const emptyDraft = { name: "", subject: "order", kind: "choice", choices: "" };

type RadiosProps = {
  legend: string;
  name: string;
  value: string;
  choices: { value: string; label: string }[];
  onChoose: (value: string) => void;
};

function Radios({ legend, name, value, choices, onChoose }: RadiosProps) {
  return (
    <fieldset className="flex flex-wrap gap-x-4 gap-y-2">
      <legend className="flab">{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="check">
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={value === choice.value}
            onChange={() => onChoose(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}
