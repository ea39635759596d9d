import type { FormAction } from "@/components/ui/action-state";

export type StatusFieldItem = {
  readonly id: string;
  readonly subject: "order" | "invoice";
  readonly kind: "flag" | "choice";
  readonly name: string;
  readonly choices: readonly { readonly id: string; readonly name: string }[];
};

export type StatusFieldActions = Record<
  "add" | "rename" | "retire" | "addChoice" | "renameChoice" | "retireChoice",
  FormAction
>;
