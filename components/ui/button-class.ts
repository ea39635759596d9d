import { classNames } from "@/components/ui/class-names";

export type ButtonVariant = "plain" | "brand" | "row" | "quiet" | "bad" | "bad-solid" | "on-dark";
export type ButtonSize = "sm" | "md" | "lg";

export type ButtonLook = {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  className?: string | undefined;
};

export function buttonClass({ variant = "plain", size = "md", className }: ButtonLook): string {
  return classNames("btn", variant !== "plain" && `btn-${variant}`, size !== "md" && `btn-${size}`, className);
}
