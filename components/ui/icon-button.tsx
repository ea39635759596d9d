"use client";

import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "@/components/ui/button-class";
import { classNames } from "@/components/ui/class-names";
import { Glyph } from "@/components/ui/glyph";

export type IconButtonProps = ComponentProps<"button"> & {
  icon: LucideIcon;
  label: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
};

export function IconButton({ icon: Icon, label, variant = "quiet", size, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={buttonClass({ variant, size, className: classNames("btn-icon", className) })}
      {...rest}
    >
      <Glyph icon={Icon} className={size === "sm" ? "ic ic-14" : "ic"} />
    </button>
  );
}
