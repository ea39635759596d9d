import { CircleCheck, CircleDashed, Hourglass } from "lucide-react";
import type { ApproveFaceView } from "@/components/approvals/approve-page-view";

const looks = {
  done: { icon: CircleCheck, mark: "text-ok", words: "font-semibold" },
  now: { icon: Hourglass, mark: "text-info", words: "font-semibold" },
  todo: { icon: CircleDashed, mark: "text-faint", words: "text-muted" },
};

export function FaceSteps({ steps }: { steps: NonNullable<ApproveFaceView["steps"]> }) {
  return (
    <ol className="mt-4 grid gap-3">
      {steps.map((step) => {
        const { icon: Icon, mark, words } = looks[step.state];
        return (
          <li key={step.label} className={`flex items-center gap-2.5 text-[15px] ${words}`}>
            <Icon className={`ic ic-18 ${mark}`} aria-hidden />
            {step.label}
            <span className="sr-only">, {step.said}</span>
          </li>
        );
      })}
    </ol>
  );
}
