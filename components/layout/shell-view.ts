import type { BulkJobHeadView } from "@/components/bulk/bulk-view";
import type { PersonView } from "@/components/ui/avatar";

export type NavItemView = {
  key: string;
  label: string;
  href: string;
  count?: number;
  /** Second key after `g`. */
  goKey?: string;
};

/** Something that a colleague did to this person's work, or an alert about it. */
export type NoticeView = { id: string; text: string; at: string; href: string };

/** An open record of the working set; its address names it by `name`. */
export type TabView = { kind: "order" | "customer"; name: string; title: string; href: string; isPinned: boolean };

/** Changes the working set on the server and answers it. */
export type ChangeTabs = (
  change: Pick<TabView, "kind" | "name"> & { act: "open" | "close" | "pin" | "unpin" },
) => Promise<TabView[]>;

export type ShellView = {
  tabs: TabView[];
  notices: NoticeView[];
  /** This person's own bulk job that is under way, or ended and not put away yet. */
  job: BulkJobHeadView | null;
  user: PersonView & { roleLabel: string; email: string; wantsAlertMail: boolean };
  nav: NavItemView[];
  /** Says that this is a demo, with links to its mails and clock; null in production. */
  demo: { links: { label: string; href: string }[] } | null;
  now: string;
  timeZone: string;
  myQueue: { count: number; href: string } | null;
  freshnessUrl: string;
  /** What the freshness URL answered when this page was computed. */
  freshness: string;
};

export type FoundRecordView = { kind: "order" | "customer" | "payment"; title: string; note: string; href: string };

export type PaletteSearch = (query: string) => Promise<FoundRecordView[]>;
