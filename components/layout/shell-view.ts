import type { PersonView } from "@/components/ui/avatar";

export type NavItemView = {
  key: string;
  label: string;
  href: string;
  count?: number;
  /** Second key after `g`. */
  goKey?: string;
};

export type ThemeChoice = "system" | "light" | "dark";
export type DensityChoice = "compact" | "comfy" | "touch";

export type ShellView = {
  user: PersonView & { roleLabel: string; email: string };
  nav: NavItemView[];
  isDemo: boolean;
  /** Where the demo's mails and clock are, shown in the ribbon. */
  demoLinks: { label: string; href: string }[];
  theme: ThemeChoice;
  density: DensityChoice;
  areSingleKeysOn: boolean;
  now: string;
  timeZone: string;
  queueCount: number;
  queueHref: string;
  freshnessUrl: string;
  /** What the freshness URL answered when this page was computed. */
  freshness: string;
};

export type FoundRecordView = { kind: "order" | "customer" | "payment"; title: string; note: string; href: string };
