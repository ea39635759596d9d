import { Check, OctagonAlert, TriangleAlert } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { Glyph } from "@/components/ui/glyph";

export type PathStepView = { key: string; label: string; state: "done" | "passed" | "now" | "todo" | "stop" };

export type PathProps = { steps: PathStepView[]; className?: string };

const stateWords = { done: "done", passed: "let pass", now: "current", todo: "to come", stop: "stopped" } as const;

export function Path({ steps, className }: PathProps) {
  const current = steps.find((step) => step.state === "now" || step.state === "stop");
  return (
    <ol className={classNames("path", className)} aria-label={`Stage: ${current?.label ?? "complete"}`}>
      {steps.map((step) => (
        <li
          key={step.key}
          className={step.state === "todo" ? undefined : step.state}
          aria-current={step === current ? "step" : undefined}
        >
          {step.state === "done" && <Glyph icon={Check} className="ic ic-14" />}
          {step.state === "passed" && <Glyph icon={TriangleAlert} className="ic ic-14" />}
          {step.state === "stop" && <Glyph icon={OctagonAlert} className="ic ic-14" />}
          {step.label}
          <span className="sr-only">, {stateWords[step.state]}</span>
        </li>
      ))}
    </ol>
  );
}
