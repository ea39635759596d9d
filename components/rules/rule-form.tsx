"use client";

import type { Choice, RuleChoices, RuleFormValues } from "@/components/rules/rules-view";
import { ActForm } from "@/components/ui/act-form";
import type { FormAction } from "@/components/ui/action-state";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select-field";

export type RuleFormProps = { values: RuleFormValues; choices: RuleChoices; save: FormAction; onDone: () => void };

/** One rule: what it fits, what it does, how often, and what comes afterwards. An empty condition holds always. */
export function RuleForm({ values, choices, save, onDone }: RuleFormProps) {
  return (
    <ActForm action={save} fields={{ ruleId: values.ruleId }} onDone={onDone} className="flex min-h-0 flex-col">
      {(state, isPending) => {
        const errors = state.fieldErrors ?? {};
        return (
          <>
            <div className="dlg-b grid gap-4 overflow-y-auto">
              <Text label="Name" name="name" value={values.name} error={errors.name} isFirst />
              <Checks legend="When the bank or gateway says" name="reasons" all={choices.reasons} on={values.reasons} />
              <Text
                label="Only these raw codes, separated by commas"
                name="rawCodes"
                value={values.rawCodes}
                error={errors.rawCodes}
              />
              <Checks legend="Only at" name="gateways" all={choices.gateways} on={values.gateways} />
              <Checks legend="Only paid by" name="methodKinds" all={choices.methodKinds} on={values.methodKinds} />
              <Checks legend="Only for customers who are" name="segments" all={choices.segments} on={values.segments} />
              <div className="grid grid-cols-2 gap-3">
                <Text label="From try" name="attemptFrom" value={values.attemptFrom} error={errors.attemptFrom} />
                <Text label="Up to try" name="attemptTo" value={values.attemptTo} error={errors.attemptTo} />
                <Text label="From amount" name="amountFrom" value={values.amountFrom} error={errors.amountFrom} />
                <Text label="Below amount" name="amountBelow" value={values.amountBelow} error={errors.amountBelow} />
              </div>
              <div className="grid gap-3 sm:grid-cols-2">
                <SelectField label="Then" name="action" choices={choices.actions} defaultValue={values.action} />
                <SelectField label="A task says" name="task" choices={choices.tasks} defaultValue={values.task} />
                <Text
                  label="Waits between tries"
                  name="waits"
                  value={values.waits}
                  error={errors.waits}
                  hint="“5 min, 1 h, 3 d”, or “at once”; the last one repeats."
                />
                <Text label="Tries in all" name="maxAttempts" value={values.maxAttempts} error={errors.maxAttempts} />
                <Text label="Not before, hour" name="fromHour" value={values.fromHour} error={errors.fromHour} />
                <Text label="Not after, hour" name="toHour" value={values.toHour} error={errors.toHour} />
                <SelectField label="On the clock of" name="zone" choices={zones} defaultValue={values.zone} />
                <label className="check self-end pb-1.5">
                  <input type="checkbox" name="isWeekdaysOnly" defaultChecked={values.isWeekdaysOnly} />
                  Monday to Friday only
                </label>
                <SelectField
                  label="When the tries are used up"
                  name="afterwards"
                  choices={afterwards}
                  defaultValue={values.afterwards}
                />
              </div>
            </div>
            <div className="dlg-f">
              <Button onClick={onDone}>Cancel</Button>
              <Button type="submit" variant="brand" disabledReason={isPending ? "Saving" : undefined}>
                Save in the draft
              </Button>
            </div>
          </>
        );
      }}
    </ActForm>
  );
}

const zones = [
  { value: "payer", label: "whoever pays" },
  { value: "store", label: "the shop" },
];
const afterwards = [
  { value: "ask_customer", label: "ask the customer by link" },
  { value: "make_task", label: "make the task" },
];

type TextProps = {
  label: string;
  name: string;
  value: string;
  error: string | undefined;
  hint?: string;
  isFirst?: boolean;
};

function Text({ label, name, value, error, hint, isFirst }: TextProps) {
  return (
    <Field label={label} error={error} hint={hint}>
      {(control) => (
        <input
          {...control}
          name={name}
          className="field"
          defaultValue={value}
          autoComplete="off"
          data-autofocus={isFirst ? true : undefined}
        />
      )}
    </Field>
  );
}

function Checks({ legend, name, all, on }: { legend: string; name: string; all: Choice[]; on: readonly string[] }) {
  return (
    <fieldset>
      <legend className="flab">{legend}</legend>
      <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {all.map((choice) => (
          <label key={choice.value} className="check">
            <input type="checkbox" name={name} value={choice.value} defaultChecked={on.includes(choice.value)} />
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
