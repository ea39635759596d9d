"use client";

import { Pencil, Plus, Tag, Trash2 } from "lucide-react";
import { useState } from "react";
import { NameField } from "@/components/team/name-field";
import type { StatusFieldActions, StatusFieldItem } from "@/components/team/status-fields-view";
import { ActForm } from "@/components/ui/act-form";
import type { FormAction } from "@/components/ui/action-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";

export type StatusFieldCardProps = { field: StatusFieldItem; canEdit: boolean; actions: StatusFieldActions };

/** What is being asked in the dialog: a name, or whether it shall really go. */
type Asked = { title: string; action: FormAction; fields: Record<string, string>; name: string | null };

export function StatusFieldCard({ field, canEdit, actions }: StatusFieldCardProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { id: fieldId, name, subject, kind, choices } = field;
  const places = subject === "order" ? "On orders" : "On invoices";
  return (
    <Card
      id={`h-${fieldId}`}
      size="sm"
      icon={Tag}
      hue="rule"
      title={name}
      aside={
        canEdit && (
          <div className="flex flex-wrap gap-2">
            <Button
              icon={Pencil}
              onClick={() => setAsked({ title: `Rename “${name}”`, action: actions.rename, fields: { fieldId }, name })}
            >
              Rename
            </Button>
            {kind === "choice" && (
              <Button
                icon={Plus}
                onClick={() =>
                  setAsked({
                    title: `Add a choice to “${name}”`,
                    action: actions.addChoice,
                    fields: { fieldId },
                    name: "",
                  })
                }
              >
                Add a choice
              </Button>
            )}
            <Button
              icon={Trash2}
              variant="bad"
              onClick={() =>
                setAsked({ title: `Retire “${name}”?`, action: actions.retire, fields: { fieldId }, name: null })
              }
            >
              Retire
            </Button>
          </div>
        )
      }
    >
      <p className="lab px-4 pb-3">
        {places}, {kind === "flag" ? "a flag: set or nothing" : "one of these choices"}
      </p>
      {kind === "choice" && (
        <ul>
          {choices.map((choice) => {
            const keys = { fieldId, choiceId: choice.id };
            return (
              <li key={choice.id} className="border-line flex min-h-9 items-center gap-2 border-t px-4">
                <span className="flex-1">{choice.name}</span>
                {canEdit && (
                  <>
                    <IconButton
                      icon={Pencil}
                      label={`Rename ${choice.name}`}
                      onClick={() =>
                        setAsked({
                          title: `Rename “${choice.name}”`,
                          action: actions.renameChoice,
                          fields: keys,
                          name: choice.name,
                        })
                      }
                    />
                    <IconButton
                      icon={Trash2}
                      label={`Retire ${choice.name}`}
                      onClick={() =>
                        setAsked({
                          title: `Retire “${choice.name}”?`,
                          action: actions.retireChoice,
                          fields: keys,
                          name: null,
                        })
                      }
                    />
                  </>
                )}
              </li>
            );
          })}
        </ul>
      )}
      <Dialog isOpen={asked !== null} onClose={() => setAsked(null)} title={asked?.title ?? ""}>
        {asked && <NameForm key={asked.title} asked={asked} onDone={() => setAsked(null)} />}
      </Dialog>
    </Card>
  );
}

function NameForm({ asked, onDone }: { asked: Asked; onDone: () => void }) {
  const [name, setName] = useState(asked.name ?? "");
  return (
    <ActForm action={asked.action} fields={asked.fields} onDone={onDone} className="dlg-b grid gap-3">
      {(state, isPending) => (
        <>
          {asked.name === null ? (
            <p>It is offered no more. What was set stays in the orders' stories and in the audit.</p>
          ) : (
            <NameField value={name} error={state.fieldErrors?.name} onChange={setName} />
          )}
          <div>
            <Button
              type="submit"
              variant={asked.name === null ? "bad" : "brand"}
              disabledReason={isPending ? "Saving" : undefined}
            >
              {asked.name === null ? "Retire" : "Save"}
            </Button>
          </div>
        </>
      )}
    </ActForm>
  );
}
