"use client";

import { FlaskConical, History, ListChecks, Plus, Waypoints } from "lucide-react";
import { useState } from "react";
import { BackTestTable } from "@/components/rules/back-test-table";
import { RuleForm } from "@/components/rules/rule-form";
import { RulesTable } from "@/components/rules/rules-table";
import type { RuleFormValues, RulesPageView } from "@/components/rules/rules-view";
import { useRuleFocus } from "@/components/rules/use-rule-focus";
import { VersionList } from "@/components/rules/version-list";
import { ActForm } from "@/components/ui/act-form";
import type { FormAction } from "@/components/ui/action-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Note } from "@/components/ui/note";

export type RuleActions = Record<
  "saveRule" | "moveRule" | "removeRule" | "discardDraft" | "publishRules" | "rollBackRules",
  FormAction
>;
export type RulesScreenProps = { page: RulesPageView; clock: ClockView; actions: RuleActions };

/** What failures lead to: the rules in force, the draft beside them with what it would have done, and every version there was. */
export function RulesScreen({ page, clock, actions }: RulesScreenProps) {
  const [editing, setEditing] = useState<RuleFormValues | null>(null);
  const box = useRuleFocus(page);
  const { draft, live } = page;
  return (
    <div ref={box} className="grid gap-3">
      {draft && (
        <Card
          id="h-draft"
          size="sm"
          icon={FlaskConical}
          hue="rule"
          title={draft.title}
          aside={
            <span className="flex gap-2">
              <Button icon={Plus} onClick={() => setEditing(newRule)}>
                Add a rule
              </Button>
              <ActForm action={actions.discardDraft}>
                {(_state, isPending) => (
                  <Button type="submit" variant="bad" disabledReason={isPending ? "Throwing it away" : undefined}>
                    Discard draft
                  </Button>
                )}
              </ActForm>
            </span>
          }
          footer={<Publish draft={draft} publish={actions.publishRules} />}
        >
          {draft.problems.map((problem) => (
            <Note key={problem} tone="bad" title={problem} className="mx-4 mb-2" />
          ))}
          <RulesTable
            label="Draft rules"
            rules={draft.rules}
            edit={{ onEdit: (rule) => setEditing(rule.form), move: actions.moveRule, remove: actions.removeRule }}
          />
        </Card>
      )}
      <Card id="h-try" size="sm" icon={ListChecks} hue="rule" title="Tried on the failures of the last 30 days">
        {page.failures === 0 ? (
          <EmptyState kind="all_done" title="No capture failed in the last 30 days.">
            There is nothing to try rules on.
          </EmptyState>
        ) : (
          <BackTestTable failures={page.failures} tests={page.tests} />
        )}
      </Card>
      <Card
        id="h-live"
        size="sm"
        icon={Waypoints}
        hue="rule"
        title={live.title}
        aside={
          !draft && (
            <Button icon={Plus} onClick={() => setEditing(newRule)}>
              Draft a new rule
            </Button>
          )
        }
      >
        <RulesTable
          label="Live rules"
          rules={live.rules}
          {...(!draft && {
            edit: {
              onEdit: (rule: { form: RuleFormValues }) => setEditing(rule.form),
              move: actions.moveRule,
              remove: actions.removeRule,
            },
          })}
        />
      </Card>
      <Card id="h-versions" size="sm" icon={History} hue="rule" title="History">
        <VersionList versions={page.versions} clock={clock} rollBack={actions.rollBackRules} />
      </Card>
      <Dialog
        isOpen={editing !== null}
        onClose={() => setEditing(null)}
        title={editing?.ruleId ? "Change a rule in the draft" : "New rule in the draft"}
        size="wide"
      >
        {editing && (
          <RuleForm values={editing} choices={page.choices} save={actions.saveRule} onDone={() => setEditing(null)} />
        )}
      </Dialog>
    </div>
  );
}

function Publish({ draft, publish }: { draft: NonNullable<RulesPageView["draft"]>; publish: FormAction }) {
  return (
    <ActForm action={publish} fields={{ seen: draft.print }} className="w-full">
      {(state, isPending) => (
        <span className="flex flex-wrap items-end gap-3">
          <Field label="Why this change" error={state.fieldErrors?.note} className="min-w-60 flex-1">
            {(control) => <input {...control} name="note" className="field" maxLength={300} autoComplete="off" />}
          </Field>
          <Button
            type="submit"
            variant="brand"
            disabledReason={draft.publishRefusal ?? (isPending ? "Publishing" : undefined)}
          >
            Publish
          </Button>
        </span>
      )}
    </ActForm>
  );
}

const newRule: RuleFormValues = {
  ruleId: "",
  name: "",
  reasons: [],
  rawCodes: "",
  gateways: [],
  methodKinds: [],
  segments: [],
  attemptFrom: "",
  attemptTo: "",
  amountFrom: "",
  amountBelow: "",
  action: "make_task",
  task: "review",
  maxAttempts: "3",
  waits: "4 h, 1 d",
  fromHour: "",
  toHour: "",
  isWeekdaysOnly: false,
  zone: "payer",
  afterwards: "ask_customer",
};
