import type { ReactNode } from "react";
import { type BadgeIcon, badgeIcons } from "@/components/ui/badge-icon";
import { classNames } from "@/components/ui/class-names";
import { Glyph } from "@/components/ui/glyph";
import type { Tone } from "@/components/ui/tone";

/** The state of one thing: a try, a method, a mail. Never green before the far side said yes. */
export type BadgeView = { tone: Tone; label: string; icon?: BadgeIcon; title?: string };

export type BadgeProps = { badge: BadgeView; className?: string; children?: ReactNode };

const usualIcons: Record<Tone, BadgeIcon> = {
  ok: "check",
  warn: "warning",
  bad: "refused",
  info: "open",
  wait: "waiting",
  none: "nothing",
};

export function Badge({ badge, className, children }: BadgeProps) {
  const Icon = badgeIcons[badge.icon ?? usualIcons[badge.tone]];
  return (
    <span className={classNames("badge", `t-${badge.tone}`, className)} title={badge.title}>
      <Glyph icon={Icon} className="ic ic-12" />
      {badge.label}
      {children}
    </span>
  );
}
