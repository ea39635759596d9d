import type { LucideIcon } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { Glyph } from "@/components/ui/glyph";
import type { Tone } from "@/components/ui/tone";

export type ReasonProps = { icon: LucideIcon; tone: Tone; label: string };

/** Why a row needs a person: a small tinted mark and plain words. */
export function Reason({ icon, tone, label }: ReasonProps) {
  return (
    <span className="reason">
      <span className={classNames("reason-dot", `t-${tone}`)}>
        <Glyph icon={icon} className="ic ic-14" />
      </span>
      {label}
    </span>
  );
}
