"use client";

import { Plus, Tag } from "lucide-react";
import { useState } from "react";
import { AddStatusField } from "@/components/team/add-status-field";
import { StatusFieldCard } from "@/components/team/status-field-card";
import type { StatusFieldActions, StatusFieldItem } from "@/components/team/status-fields-view";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

export type StatusFieldsScreenProps = {
  fields: readonly StatusFieldItem[];
  canEdit: boolean;
  actions: StatusFieldActions;
};

/** The store's own fields, each with its choices and what can be done about it. */
export function StatusFieldsScreen({ fields, canEdit, actions }: StatusFieldsScreenProps) {
  const [isAdding, setIsAdding] = useState(false);
  const add = canEdit && (
    <Button icon={Plus} onClick={() => setIsAdding(true)}>
      Add a field
    </Button>
  );
  return (
    <div className="grid gap-3">
      {fields.map((field) => (
        <StatusFieldCard key={field.id} field={field} canEdit={canEdit} actions={actions} />
      ))}
      {fields.length === 0 ? (
        <Card id="h-fields" size="sm" icon={Tag} hue="rule" title="No field yet" aside={add}>
          <EmptyState kind="all_done" title="The desk shows its own statuses only">
            A field of yours, such as “Review” with “Waiting” and “Cleared”, or a flag such as “VIP”, stands on every
            order or invoice from then on.
          </EmptyState>
        </Card>
      ) : (
        <div>{add}</div>
      )}
      <AddStatusField isOpen={isAdding} onClose={() => setIsAdding(false)} action={actions.add} />
    </div>
  );
}
