"use client";

import { ArrowDown, ArrowUp, Pencil, Trash2 } from "lucide-react";
import type { RuleView } from "@/components/rules/rules-view";
import { ActForm } from "@/components/ui/act-form";
import type { FormAction } from "@/components/ui/action-state";
import { IconButton } from "@/components/ui/icon-button";
import { ScrollBox } from "@/components/ui/scroll-box";

export type RulesTableProps = {
  label: string;
  rules: RuleView[];
  /** Absent on the live rules: those are read, never changed in place. */
  edit?: { onEdit: (rule: RuleView) => void; move: FormAction; remove: FormAction };
};

/** Rules in the order in which they are asked; the first that fits decides. */
export function RulesTable({ label, rules, edit }: RulesTableProps) {
  return (
    <ScrollBox label={label}>
      <table className="tbl min-w-[860px]">
        <thead>
          <tr>
            <th scope="col" className="w-14">
              No.
            </th>
            <th scope="col">Rule</th>
            <th scope="col">Fits</th>
            <th scope="col">Then</th>
            <th scope="col">After</th>
            <th scope="col">Tries</th>
            {edit && (
              <th scope="col" className="w-36">
                <span className="sr-only">Change</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule, index) => (
            <tr key={rule.id} data-rule={edit && rule.id} className="h-auto! align-top">
              <td className="num text-muted py-2!">{index + 1}</td>
              <td className="py-2! font-semibold whitespace-normal!">
                {rule.name}
                {rule.problems.map((problem) => (
                  <p key={problem} className="field-error mt-1 font-normal">
                    {problem}
                  </p>
                ))}
              </td>
              <td className="text-muted py-2! whitespace-normal!">{rule.matches}</td>
              <td className="py-2! whitespace-normal!">{rule.action}</td>
              <td className="num py-2! whitespace-normal!">{rule.waits}</td>
              <td className="text-muted py-2! whitespace-normal!">{rule.tries}</td>
              {edit && (
                <td className="py-1!">
                  <span className="flex justify-end">
                    <Move by="-1" rule={rule} move={edit.move} isDisabled={index === 0} />
                    <Move by="1" rule={rule} move={edit.move} isDisabled={index === rules.length - 1} />
                    <IconButton
                      icon={Pencil}
                      label={`Edit ${rule.name}`}
                      size="sm"
                      data-edit
                      onClick={() => edit.onEdit(rule)}
                    />
                    <ActForm action={edit.remove} fields={{ ruleId: rule.id }}>
                      {() => <IconButton type="submit" icon={Trash2} label={`Take out ${rule.name}`} size="sm" />}
                    </ActForm>
                  </span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

type MoveProps = { by: "-1" | "1"; rule: RuleView; move: FormAction; isDisabled: boolean };

function Move({ by, rule, move, isDisabled }: MoveProps) {
  const isUp = by === "-1";
  return (
    <ActForm action={move} fields={{ ruleId: rule.id, by }}>
      {() => (
        <IconButton
          type="submit"
          icon={isUp ? ArrowUp : ArrowDown}
          label={`Ask ${rule.name} ${isUp ? "earlier" : "later"}`}
          size="sm"
          disabled={isDisabled}
        />
      )}
    </ActForm>
  );
}
