"use client";

import { Pin } from "lucide-react";
import { Tabs } from "radix-ui";
import { useState } from "react";
import { NoteBox } from "@/components/orders/note-box";
import type { PinnedNoteView, TimelineEntryView, TimelineKind } from "@/components/orders/order-record-view";
import { TimelineEntry } from "@/components/orders/timeline-entry";
import type { FormAction } from "@/components/ui/action-state";
import { Card } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { formatMoment } from "@/components/ui/format-moment";

export type TimelineProps = {
  entries: TimelineEntryView[];
  began: string;
  pinnedNote: PinnedNoteView | null;
  orderNumber: string;
  addNote: FormAction;
  clock: ClockView;
};

type Choice = "all" | Exclude<TimelineKind, "system">;

const choices: { value: Choice; label: string }[] = [
  { value: "all", label: "All" },
  { value: "money", label: "Money" },
  { value: "mail", label: "Mail" },
  { value: "note", label: "Notes" },
  { value: "customer", label: "Customer" },
];

const firstShown = 8;

/** One stream, newest first: gateway, colleagues, mails, the customer and the system. */
export function Timeline({ entries, began, pinnedNote, orderNumber, addNote, clock }: TimelineProps) {
  const [choice, setChoice] = useState<Choice>("all");
  const [isLong, setIsLong] = useState(false);
  const matching = entries.filter((entry) => choice === "all" || entry.kind === choice);
  const shown = isLong ? matching : matching.slice(0, firstShown);
  const hidden = matching.length - shown.length;
  return (
    <Card
      id="h-timeline"
      title="Timeline"
      size="xs"
      footer={
        hidden > 0 ? (
          <button type="button" className="text-link font-semibold" onClick={() => setIsLong(true)}>
            Show {hidden} earlier
          </button>
        ) : (
          `Begins ${formatMoment(began, clock.timeZone)}`
        )
      }
    >
      <Tabs.Root value={choice} onValueChange={(value) => setChoice(value as Choice)}>
        <Tabs.List className="tabs px-4" aria-label="Timeline filter">
          {choices.map(({ value, label }) => (
            <Tabs.Trigger key={value} value={value}>
              {label}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <div className="px-4 pt-3 pb-1">
          <NoteBox orderNumber={orderNumber} addNote={addNote} />
          {pinnedNote && (
            <div className="note t-warn mt-2.5">
              <Pin className="ic ic-14" aria-hidden />
              <p>
                <b>{pinnedNote.text}</b> <span className="whitespace-nowrap">Pinned by {pinnedNote.by}</span>
              </p>
            </div>
          )}
        </div>
        <Tabs.Content value={choice}>
          {shown.length === 0 ? (
            <p className="text-muted px-4 py-3">Nothing of this kind yet.</p>
          ) : (
            <ul className="tl px-4 pt-1 pb-3">
              {shown.map((entry) => (
                <TimelineEntry key={entry.id} entry={entry} clock={clock} />
              ))}
            </ul>
          )}
        </Tabs.Content>
      </Tabs.Root>
    </Card>
  );
}
