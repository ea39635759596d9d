"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { FilterEditor } from "@/components/data-table/filter-editor";
import type { FilterView } from "@/components/data-table/list-view";
import { FilterChip } from "@/components/ui/filter-chip";
import { Glyph } from "@/components/ui/glyph";
import { Popover } from "@/components/ui/popover";

export type FilterBarProps = { filters: FilterView[]; onChange: (key: string, value: string | null) => void };

/** Every condition is a chip with a name, edited in place, and removed by its cross or by Backspace. */
export function FilterBar({ filters, onChange }: FilterBarProps) {
  const [openKey, setOpenKey] = useState<string | null>(null);
  const [offered, setOffered] = useState<readonly string[]>([]);
  const unset = filters.filter((filter) => filter.value === null);
  // A condition that was just set stays in the open box, and with it the keyboard's place.
  const addable = openKey === "" ? filters.filter(({ key }) => offered.includes(key)) : unset;
  const openAdding = () => {
    setOffered(unset.map(({ key }) => key));
    setOpenKey("");
  };
  return (
    <>
      {filters
        .filter((filter) => filter.value !== null)
        .map((filter) => (
          <Popover
            key={filter.key}
            label={filter.label}
            isOpen={openKey === filter.key}
            onOpenChange={(open) => setOpenKey(open ? filter.key : null)}
            anchor={
              <FilterChip
                label={filter.label}
                value={filterText(filter)}
                onEdit={() => setOpenKey(filter.key)}
                onRemove={(chip) => {
                  focusNeighbour(chip);
                  onChange(filter.key, null);
                }}
              />
            }
          >
            <FilterEditor filter={filter} onChange={(value) => onChange(filter.key, value)} />
          </Popover>
        ))}
      {addable.length > 0 && (
        <Popover
          label="Add a filter"
          isOpen={openKey === ""}
          onOpenChange={(open) => (open ? openAdding() : setOpenKey(null))}
          anchor={
            <button type="button" className="fchip fchip-add" data-filter-add="" onClick={openAdding}>
              <Glyph icon={Plus} className="ic ic-14" />
              Filter <kbd className="kbd">f</kbd>
            </button>
          }
        >
          <div className="flex flex-col gap-3">
            {addable.map((filter) => (
              <FilterEditor key={filter.key} filter={filter} onChange={(value) => onChange(filter.key, value)} />
            ))}
          </div>
        </Popover>
      )}
    </>
  );
}

/** A chip that goes hands its focus to the next one, at the end to the button that adds one. */
function focusNeighbour(chip: Element): void {
  const chips = [...(chip.parentElement?.querySelectorAll(":scope > .fchip") ?? [])];
  const at = chips.indexOf(chip);
  const next = chips[at + 1] ?? chips[at - 1];
  const button = next instanceof HTMLButtonElement ? next : next?.querySelector("button");
  button?.focus();
}

function filterText(filter: FilterView): string {
  const values = filter.kind === "many" ? (filter.value ?? "").split(",") : [filter.value ?? ""];
  return values.map((value) => filter.choices.find((choice) => choice.value === value)?.label ?? value).join(", ");
}
