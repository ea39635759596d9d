import { CircleAlert, CircleCheck, Hourglass, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { classNames } from "@/components/ui/class-names";
import { Glyph } from "@/components/ui/glyph";
import type { Tone } from "@/components/ui/tone";

const usualIcons: Record<Tone, LucideIcon> = {
  ok: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  info: Info,
  wait: Hourglass,
  none: Info,
};

export type NoteProps = {
  tone: Tone;
  title: string;
  children?: ReactNode;
  icon?: LucideIcon;
  action?: ReactNode;
  /** Announced when it appears after an act. */
  isLive?: boolean;
  className?: string;
  ref?: Ref<HTMLDivElement>;
};

/** A lasting fact, in its place. */
export function Note({ tone, title, children, icon, action, isLive = false, className, ref }: NoteProps) {
  const Icon = icon ?? usualIcons[tone];
  return (
    <div ref={ref} className={classNames("note", `t-${tone}`, className)} role={isLive ? "alert" : undefined}>
      <Glyph icon={Icon} className="ic" />
      <div className="min-w-0 flex-1">
        <b>{title}</b> {children}
      </div>
      {action}
    </div>
  );
}
