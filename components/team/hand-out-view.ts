import type { FormAction } from "@/components/ui/action-state";
import type { AmountView } from "@/components/ui/amount";

export type PersonChoice = { id: string; name: string };

/** What was asked for: even out the desk, give one person's orders to another, or give stuck claims back. */
export type HandOutAskView =
  | { act: "even_out" }
  | { act: "reassign"; from: PersonChoice; choices: PersonChoice[] }
  | { act: "release" };

export type HandOutShareView = {
  id: string;
  name: string;
  before: number;
  after: number;
  gets: number;
  sums: AmountView[];
};

export type HandOutPlanView = {
  total: number;
  shares: HandOutShareView[];
  leftAlone: number;
  isCut: boolean;
  plan: string;
};

export type HandOutActions = { preview: (input: unknown) => Promise<HandOutPlanView>; start: FormAction };
