import { CircleCheck, Hourglass, type LucideIcon, OctagonAlert, Zap } from "lucide-react";
import { ActButton } from "@/components/acts/act-button";
import { ActSplitButton } from "@/components/acts/act-split-button";
import type { NextStepView } from "@/components/orders/order-record-view";

type BannerLook = { icon: LucideIcon; className: string; iconClass: string };

const looks: Record<NextStepView["tone"], BannerLook> = {
  info: { icon: Zap, className: "border-brand bg-brand-soft", iconClass: "text-brand-strong" },
  wait: { icon: Hourglass, className: "border-wait bg-inset", iconClass: "text-wait" },
  bad: { icon: OctagonAlert, className: "border-bad bg-inset", iconClass: "text-bad" },
  ok: { icon: CircleCheck, className: "border-ok bg-inset", iconClass: "text-ok" },
};

export function NextStepBanner({ step }: { step: NextStepView }) {
  const { icon: Icon, className, iconClass } = looks[step.tone];
  return (
    <section
      aria-label="Next step"
      className={`mx-4 mb-3 flex flex-wrap items-center gap-x-3.5 gap-y-2 rounded border border-l-4 px-3 py-2.5 ${className}`}
    >
      <Icon className={`ic ic-20 ${iconClass}`} aria-hidden />
      <div className="min-w-60 flex-1">
        <p className="text-lead font-bold wrap-anywhere">{step.title}</p>
        <p className="text-muted">{step.why}</p>
      </div>
      {step.secondary && <ActButton act={step.secondary} />}
      {step.primary && <ActSplitButton act={step.primary} otherActs={step.otherActs} variant="brand" showKey />}
    </section>
  );
}
