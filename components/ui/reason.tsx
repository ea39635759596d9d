import type { LucideIcon } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import type { Tone } from "@/components/ui/tone";

export type ReasonProps = { icon: LucideIcon; tone: Tone; label: string };

/** Why a row needs a person: a small tinted mark and plain words. */
export function Reason({ icon: Icon, tone, label }: ReasonProps) {
  return (
    <span className="reason">
      <span className={classNames("reason-dot", `t-${tone}`)}>
        <Icon className="ic ic-14" aria-hidden />
      </span>
      {label}
    </span>
  );
}
