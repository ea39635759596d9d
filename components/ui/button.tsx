"use client";

import type { LucideIcon } from "lucide-react";
import { Lock } from "lucide-react";
import type { ComponentProps, MouseEvent } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "@/components/ui/button-class";
import { classNames } from "@/components/ui/class-names";
import { Glyph } from "@/components/ui/glyph";
import { Kbd } from "@/components/ui/kbd";

export type ButtonProps = Omit<ComponentProps<"button">, "disabled"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: LucideIcon;
  /** Keys that do the same, printed on the button. */
  keys?: string;
  /** Why it cannot be pressed; replaces the label, so that nobody has to guess. */
  disabledReason?: string | undefined;
  /** A long label or reason takes more lines instead of being cut. */
  wraps?: boolean;
};

export function Button({
  variant,
  size,
  icon,
  keys,
  disabledReason,
  wraps = false,
  className,
  children,
  ...rest
}: ButtonProps) {
  const isDisabled = disabledReason !== undefined;
  const Icon = isDisabled ? Lock : icon;
  // Stays focusable while disabled, so that a keyboard user keeps the place and a screen reader hears the reason.
  const disabledProps = isDisabled
    ? { "aria-disabled": true, "aria-label": undefined, title: disabledReason, onClick: stop, type: "button" as const }
    : {};
  return (
    <button
      type="button"
      className={classNames(buttonClass({ variant, size, className }), wraps && "btn-wrap")}
      {...rest}
      {...disabledProps}
    >
      {Icon && <Glyph icon={Icon} className="ic ic-14" />}
      <span className={wraps ? undefined : "truncate"}>{disabledReason ?? children}</span>
      {keys && !isDisabled && <Kbd>{keys}</Kbd>}
    </button>
  );
}

function stop(event: MouseEvent) {
  event.preventDefault();
  event.stopPropagation();
}
