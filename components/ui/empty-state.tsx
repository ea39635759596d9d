import { Check, ListFilter, Lock, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Glyph } from "@/components/ui/glyph";

export type EmptyKind = "all_done" | "no_match" | "not_allowed";

const looks: Record<EmptyKind, { icon: LucideIcon; tone: string }> = {
  all_done: { icon: Check, tone: "t-ok" },
  no_match: { icon: ListFilter, tone: "t-none" },
  not_allowed: { icon: Lock, tone: "t-none" },
};

export type EmptyStateProps = { kind: EmptyKind; title: string; children?: ReactNode; action?: ReactNode };

export function EmptyState({ kind, title, children, action }: EmptyStateProps) {
  const { icon: Icon, tone } = looks[kind];
  return (
    <div className="flex flex-col items-center gap-1 px-4 py-6 text-center">
      <span className={classNames("mb-2 grid size-10 place-items-center rounded-full", tone)}>
        <Glyph icon={Icon} className="ic ic-20" />
      </span>
      <p className="text-lead font-bold">{title}</p>
      {children && <p className="text-muted">{children}</p>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}
