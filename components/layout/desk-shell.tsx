"use client";

import { CircleQuestionMark, Inbox, Keyboard, Search } from "lucide-react";
import { type ReactNode, useContext, useState } from "react";
import { SignInAgain } from "@/components/auth/sign-in-again";
import { JobItem } from "@/components/bulk/job-item";
import { AutoRefresh } from "@/components/layout/auto-refresh";
import { BrandMark } from "@/components/layout/brand-mark";
import { CommandPalette } from "@/components/layout/command-palette";
import { ConnectionStrip } from "@/components/layout/connection-strip";
import { JobContext } from "@/components/layout/desk-context";
import { DeskNav } from "@/components/layout/desk-nav";
import { KeySheet } from "@/components/layout/key-sheet";
import { NextBest } from "@/components/layout/next-best";
import { NoticeBell } from "@/components/layout/notice-bell";
import type { ChangeTabs, PaletteSearch, ShellView } from "@/components/layout/shell-view";
import { useDeskKeys } from "@/components/layout/use-desk-keys";
import { useWorkingTabs } from "@/components/layout/use-working-tabs";
import { UserMenu } from "@/components/layout/user-menu";
import { WorkingTabStrip } from "@/components/layout/working-tabs";
import type { FormAction } from "@/components/ui/action-state";
import { Glyph } from "@/components/ui/glyph";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { Link } from "@/components/ui/link";

export type DeskShellProps = {
  shell: ShellView;
  signOut: () => Promise<void>;
  signInAgain: FormAction;
  search: PaletteSearch;
  readNotices: FormAction;
  setAlertMail: FormAction;
  takeNext: FormAction;
  changeTabs: ChangeTabs;
  children: ReactNode;
};

/** Header, navigation, page and utility bar; the same on every screen of the desk. */
export function DeskShell({
  shell,
  signOut,
  signInAgain,
  search,
  readNotices,
  setAlertMail,
  takeNext,
  changeTabs,
  children,
}: DeskShellProps) {
  const { jobId, showJob } = useContext(JobContext);
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);
  const working = useWorkingTabs(shell.tabs, changeTabs);
  useDeskKeys({
    nav: shell.nav,
    working,
    onPalette: () => setOpen("palette"),
    onKeySheet: () => setOpen("keys"),
  });

  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      {shell.demo && (
        <aside className="ribbon" aria-label="About this demo">
          <b>Demo shop.</b> <span className="ribbon-more">Orders and people are samples, no real money moves.</span>
          {shell.demo.links.map((link) => (
            <Link key={link.href} href={link.href}>
              {link.label}
            </Link>
          ))}
        </aside>
      )}
      <header className="gh">
        <Link className="mark" href="/" aria-label="Paydesk, home">
          <BrandMark />
          <span className="mark-word">Paydesk</span>
        </Link>
        <button className="gsearch" type="button" aria-haspopup="dialog" onClick={() => setOpen("palette")}>
          <Glyph icon={Search} className="ic" />
          <span className="gsearch-text">Search order, customer, e-mail, last four digits, amount</span>
          <Kbd>Ctrl K</Kbd>
        </button>
        <div className="gicons">
          <IconButton icon={CircleQuestionMark} label="Help and keys" onClick={() => setOpen("keys")} />
          <NoticeBell notices={shell.notices} timeZone={shell.timeZone} readNotices={readNotices} />
          <UserMenu user={shell.user} signOut={signOut} setAlertMail={setAlertMail} />
        </div>
      </header>
      <DeskNav nav={shell.nav} />
      <WorkingTabStrip {...working} />
      <ConnectionStrip clock={shell} />
      <main className="main" id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="ub">
        {shell.myQueue && (
          <Link className="ub-item" href={shell.myQueue.href}>
            <Glyph icon={Inbox} className="ic" />
            My queue <span className="count">{shell.myQueue.count}</span>
          </Link>
        )}
        <NextBest takeNext={takeNext} />
        <JobItem
          job={shell.job}
          openId={jobId}
          onToggle={(id) => showJob(jobId === id ? null : id)}
          onClose={() => showJob(null)}
        />
        <span className="ml-auto" />
        <AutoRefresh url={shell.freshnessUrl} freshness={shell.freshness} clock={shell} />
        <button type="button" className="ub-item ub-keys" onClick={() => setOpen("keys")}>
          <Glyph icon={Keyboard} className="ic" />
          Keys <Kbd>?</Kbd>
        </button>
      </footer>
      <CommandPalette isOpen={open === "palette"} onClose={() => setOpen(null)} screens={shell.nav} search={search} />
      <KeySheet isOpen={open === "keys"} onClose={() => setOpen(null)} nav={shell.nav} />
      <SignInAgain user={shell.user} signInAgain={signInAgain} />
    </div>
  );
}
