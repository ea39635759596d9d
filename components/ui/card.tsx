import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Glyph } from "@/components/ui/glyph";

export type ObjectHue = "order" | "clock" | "fail" | "wait" | "link" | "team" | "person" | "rule";

export type CardProps = {
  id: string;
  title: ReactNode;
  icon?: LucideIcon;
  hue?: ObjectHue;
  size?: "md" | "sm" | "xs";
  /** Right of the title. */
  aside?: ReactNode;
  footer?: ReactNode;
  className?: string;
  children?: ReactNode;
};

export function Card({ id, title, icon, hue = "order", size = "md", aside, footer, className, children }: CardProps) {
  return (
    <section className={classNames("card", className)} aria-labelledby={id}>
      <div className={classNames("card-h", size !== "md" && `card-h-${size}`)}>
        {icon && <ObjectMark icon={icon} hue={hue} size={size === "xs" ? "sm" : "md"} />}
        <h2 id={id} className="min-w-40 flex-1">
          {title}
        </h2>
        {aside}
      </div>
      {children}
      {footer && <div className="card-f">{footer}</div>}
    </section>
  );
}

export type ObjectMarkProps = { icon: LucideIcon; hue?: ObjectHue; size?: "md" | "sm"; className?: string };

export function ObjectMark({ icon: Icon, hue = "order", size = "md", className }: ObjectMarkProps) {
  return (
    <span className={classNames("obj", hue !== "order" && `o-${hue}`, size === "sm" && "obj-sm", className)}>
      <Glyph icon={Icon} className="ic" />
    </span>
  );
}
