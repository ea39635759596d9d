import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "@/components/ui/button-class";
import { Glyph } from "@/components/ui/glyph";
import { Kbd } from "@/components/ui/kbd";
import { Link } from "@/components/ui/link";

export type LinkButtonProps = ComponentProps<typeof Link> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: LucideIcon;
  keys?: string;
};

export function LinkButton({ variant, size, icon, keys, className, children, ...rest }: LinkButtonProps) {
  return (
    <Link className={buttonClass({ variant, size, className })} {...rest}>
      {icon && <Glyph icon={icon} className="ic ic-14" />}
      <span className="truncate">{children}</span>
      {keys && <Kbd>{keys}</Kbd>}
    </Link>
  );
}
