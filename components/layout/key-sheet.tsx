"use client";

import type { NavItemView } from "@/components/layout/shell-view";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

export type KeySheetProps = { isOpen: boolean; onClose: () => void; nav: NavItemView[] };

type KeyLine = { words: string; keys: string[] };

const gridKeys: KeyLine[] = [
  { words: "Move", keys: ["↑", "↓"] },
  { words: "First, last", keys: ["Home", "End"] },
  { words: "Open", keys: ["Enter"] },
  { words: "Peek", keys: ["Space"] },
  { words: "Split, on or off", keys: ["b"] },
  { words: "Select", keys: ["x"] },
  { words: "Extend selection", keys: ["Shift", "↓"] },
  { words: "All on the page", keys: ["Ctrl A"] },
  { words: "All that match", keys: ["*"] },
  { words: "Into the row", keys: ["F2"] },
  { words: "Row menu", keys: ["Shift", "F10"] },
  { words: "To the column heads", keys: ["↑"] },
];

const rowKeys: KeyLine[] = [
  { words: "Claim or release", keys: ["."] },
  { words: "Ask customer", keys: ["r"] },
  { words: "Capture", keys: ["c"] },
  { words: "Try again", keys: ["t"] },
  { words: "Stop retrying", keys: ["q"] },
  { words: "Confirm payments", keys: ["p"] },
  { words: "Note", keys: ["n"] },
  { words: "Snooze, wake up", keys: ["s"] },
  { words: "Assign", keys: ["a"] },
  { words: "Set a field of what is selected", keys: ["e"] },
  { words: "Linked orders, compare", keys: ["l"] },
  { words: "Next, previous record", keys: ["Shift", "J K"] },
  { words: "Do it, in a dialog", keys: ["Ctrl Enter"] },
];

const paymentKeys: KeyLine[] = [
  { words: "Add a method", keys: ["a"] },
  { words: "Move a method up, down", keys: ["u", "d"] },
  { words: "Suspend or resume it", keys: ["s"] },
  { words: "Most to charge it", keys: ["Enter"] },
  { words: "Ask the customer instead", keys: ["r"] },
  { words: "Authorize", keys: ["Ctrl Enter"] },
];

const teamKeys: KeyLine[] = [
  { words: "Overrides: asked for, else in the audit", keys: ["o"] },
  { words: "Recovery rules", keys: ["p"] },
  { words: "Reassign a colleague's queue", keys: ["a"] },
];

export function KeySheet({ isOpen, onClose, nav }: KeySheetProps) {
  const anywhere: KeyLine[] = [
    { words: "Commands", keys: ["Ctrl K"] },
    { words: "Filter", keys: ["/"] },
    { words: "Views of a list", keys: ["v"] },
    { words: "Undo what can be undone", keys: ["Ctrl Z"] },
    { words: "Open record 1 to 9", keys: ["g", "1 9"] },
    { words: "Close the open record", keys: ["g", "x"] },
    ...nav.flatMap((item) => (item.goKey ? [{ words: item.label, keys: ["g", item.goKey] }] : [])),
  ];
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Keys" size="wide">
      <div className="dlg-b grid gap-x-8 gap-y-4 md:grid-cols-3">
        <KeyGroup title="Anywhere" lines={anywhere} />
        <KeyGroup title="In a list" lines={gridKeys} />
        <KeyGroup title="On a row or record" lines={rowKeys} />
        <KeyGroup title="On confirm payments" lines={paymentKeys} />
        {nav.some(({ key }) => key === "team") && <KeyGroup title="On Team" lines={teamKeys} />}
        <p className="lab border-line border-t pt-2 md:col-span-3">
          Money never moves on one key: those acts wait for Ctrl Enter. Single keys can be switched off under your name.
        </p>
      </div>
    </Dialog>
  );
}

function KeyGroup({ title, lines }: { title: string; lines: KeyLine[] }) {
  return (
    <section>
      <h3 className="cap mb-1">{title}</h3>
      <dl>
        {lines.map((line) => (
          <div key={line.words} className="flex h-[26px] items-center justify-between gap-2">
            <dt>{line.words}</dt>
            <dd className="flex gap-1 whitespace-nowrap">
              {line.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
