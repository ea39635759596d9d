"use client";

import { useActRunner } from "@/components/acts/act-context";
import { actLooks } from "@/components/acts/act-look";
import type { ActView } from "@/components/acts/act-view";
import { Button } from "@/components/ui/button";
import type { ButtonSize, ButtonVariant } from "@/components/ui/button-class";
import { LinkButton } from "@/components/ui/link-button";

export type ActButtonProps = {
  act: ActView;
  variant?: ButtonVariant;
  size?: ButtonSize;
  showKey?: boolean;
  /** Told to screen readers behind the label, where many rows have the same button: the order number. A button that prints its key says just what it shows. */
  subject?: string;
  /** Posted besides the act's own fields: the rows of a selection. */
  fields?: [name: string, value: string][];
  tabIndex?: number;
  className?: string;
};

export function ActButton({ act, variant, size, showKey, subject, fields, tabIndex, className }: ActButtonProps) {
  const runner = useActRunner();
  const look = actLooks[act.kind];
  const shared = {
    icon: look.icon,
    variant: act.isDestructive && variant !== "on-dark" ? ("bad" as const) : (variant ?? "plain"),
    ...(size && { size }),
    ...(showKey && look.key && { keys: look.key }),
    ...(subject && !showKey && !act.refusal && { "aria-label": `${act.label}, ${subject}` }),
    ...(tabIndex !== undefined && { tabIndex }),
    ...(className && { className }),
  };
  if (act.href && !act.refusal) {
    return (
      <LinkButton {...shared} href={act.href}>
        {act.label}
      </LinkButton>
    );
  }
  return (
    <Button
      {...shared}
      onClick={() => runner.run(act, fields)}
      disabledReason={act.refusal ?? (runner.isRunning(act) ? "Asked, waiting" : undefined)}
    >
      {act.label}
    </Button>
  );
}
