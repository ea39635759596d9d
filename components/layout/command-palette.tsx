"use client";

import { Command } from "cmdk";
import { ArrowRight, CreditCard, type LucideIcon, ReceiptText, Search, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useOfferedActs } from "@/components/acts/offered-acts";
import { PaletteAct } from "@/components/layout/palette-act";
import type { FoundRecordView, NavItemView, PaletteSearch } from "@/components/layout/shell-view";
import { useRecordSearch } from "@/components/layout/use-record-search";
import { afterFocusReturns } from "@/components/ui/after-focus-returns";
import { Dialog } from "@/components/ui/dialog";
import { Glyph } from "@/components/ui/glyph";
import { Kbd } from "@/components/ui/kbd";

export type CommandPaletteProps = {
  isOpen: boolean;
  onClose: () => void;
  screens: NavItemView[];
  search: PaletteSearch;
};

const recordIcons: Record<FoundRecordView["kind"], LucideIcon> = {
  order: ReceiptText,
  customer: UserRound,
  payment: CreditCard,
};

/** Acts on what is in focus first, then records, then screens; each line shows the keys that do the same, so that people outgrow it. */
export function CommandPalette({ isOpen, onClose, screens, search }: CommandPaletteProps) {
  const router = useRouter();
  const [query, setQuery] = useState("");
  const { records, isSearching } = useRecordSearch(query, search);
  const offered = useOfferedActs();
  const acts = (offered?.acts ?? []).filter((act) => contains(act.label, query));
  const matching = screens.filter((screen) => contains(screen.label, query));
  const go = (href: string) => {
    onClose();
    setQuery("");
    router.push(href);
  };

  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Search and commands" size="top" isTitleHidden>
      <Command shouldFilter={false} label="Search and commands" className="flex min-h-0 flex-col">
        <div className="border-line flex h-12 items-center gap-2.5 border-b px-4">
          <Glyph icon={Search} className="ic" />
          <Command.Input
            className="flex-1 bg-transparent text-[16px] outline-none"
            placeholder="Order, customer, e-mail, last four digits, amount"
            value={query}
            onValueChange={setQuery}
          />
          <Kbd>Esc</Kbd>
        </div>
        <Command.List className="overflow-auto pb-2" label="Results">
          <Command.Empty className="text-muted px-4 py-6 text-center">
            {isSearching ? "Searching" : "Nothing found"}
          </Command.Empty>
          {offered && acts.length > 0 && (
            <Command.Group heading={offered.subject}>
              {acts.map((act) => (
                <PaletteAct
                  key={`${act.kind} ${act.label}`}
                  act={act}
                  onSelect={() => {
                    onClose();
                    setQuery("");
                    afterFocusReturns(() => offered.run(act));
                  }}
                />
              ))}
            </Command.Group>
          )}
          {records.length > 0 && (
            <Command.Group heading="Orders and people">
              {records.map((record) => {
                const Icon = recordIcons[record.kind];
                return (
                  <Command.Item
                    key={record.href}
                    value={record.href}
                    className="palette-item"
                    onSelect={() => go(record.href)}
                  >
                    <Glyph icon={Icon} className="ic" />
                    <span className="flex-1 truncate">
                      {record.title} <span className="text-faint">{record.note}</span>
                    </span>
                  </Command.Item>
                );
              })}
            </Command.Group>
          )}
          {matching.length > 0 && (
            <Command.Group heading="Go to">
              {matching.map((screen) => (
                <Command.Item
                  key={screen.key}
                  value={`screen ${screen.key}`}
                  className="palette-item"
                  onSelect={() => go(screen.href)}
                >
                  <Glyph icon={ArrowRight} className="ic" />
                  <span className="flex-1">
                    {screen.label} <span className="text-faint">{screen.count}</span>
                  </span>
                  {screen.goKey && (
                    <span className="flex gap-1">
                      <Kbd>g</Kbd> <Kbd>{screen.goKey}</Kbd>
                    </span>
                  )}
                </Command.Item>
              ))}
            </Command.Group>
          )}
        </Command.List>
      </Command>
    </Dialog>
  );
}

function contains(label: string, query: string): boolean {
  return label.toLowerCase().includes(query.trim().toLowerCase());
}
