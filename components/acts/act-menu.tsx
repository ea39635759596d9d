"use client";

import type { ReactNode } from "react";
import { useActRunner } from "@/components/acts/act-context";
import { actLooks } from "@/components/acts/act-look";
import type { ActView } from "@/components/acts/act-view";
import { afterFocusReturns } from "@/components/ui/after-focus-returns";
import { Menu } from "@/components/ui/menu";

export type ActMenuProps = { acts: ActView[]; label: string; trigger: ReactNode };

export function ActMenu({ acts, label, trigger }: ActMenuProps) {
  const runner = useActRunner();
  return (
    <Menu
      label={label}
      trigger={trigger}
      items={acts.map((act) => ({
        key: `${act.kind} ${act.label}`,
        label: act.label,
        icon: actLooks[act.kind].icon,
        onSelect: () => afterFocusReturns(() => runner.run(act)),
        disabledReason: act.refusal,
        ...(actLooks[act.kind].key && { keys: actLooks[act.kind].key }),
        ...(act.href && { href: act.href }),
        ...(act.isDestructive && { isDestructive: true }),
      }))}
    />
  );
}
