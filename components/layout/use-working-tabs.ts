"use client";

import { usePathname, useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ChangeTabs, TabView } from "@/components/layout/shell-view";

export type WorkingTabs = {
  tabs: TabView[];
  /** The tab of the record in sight, or of a page below it. */
  current: TabView | undefined;
  close: (tab: TabView) => void;
  pin: (tab: TabView) => void;
};

/** The records that this person has open. A record becomes a tab once it is on the screen: reading it changes nothing. */
export function useWorkingTabs(kept: TabView[], change: ChangeTabs): WorkingTabs {
  const router = useRouter();
  const pathname = usePathname();
  const [tabs, setTabs] = useState(kept);
  const open = useRef(tabs);
  open.current = tabs;

  // What the server says on a later visit counts: another window may have changed the set.
  const text = JSON.stringify(kept);
  useEffect(() => setTabs(JSON.parse(text) as TabView[]), [text]);

  const send = useCallback(
    (act: Parameters<ChangeTabs>[0]["act"], { kind, name }: Pick<TabView, "kind" | "name">) =>
      change({ act, kind, name }).then(setTabs, () => undefined),
    [change],
  );

  useEffect(() => {
    const record = recordAt(pathname);
    if (record && !open.current.some((tab) => isSame(tab, record))) void send("open", record);
  }, [pathname, send]);

  const here = recordAt(pathname);
  const current = here && tabs.find((tab) => isSame(tab, here));
  const close = (tab: TabView) => {
    const at = tabs.indexOf(tab);
    const rest = tabs.filter((each) => each !== tab);
    setTabs(rest);
    void send("close", tab);
    if (tab === current) router.push((rest[at] ?? rest.at(-1))?.href ?? "/");
  };
  return { tabs, current, close, pin: (tab) => void send(tab.isPinned ? "unpin" : "pin", tab) };
}

function recordAt(pathname: string): Pick<TabView, "kind" | "name"> | undefined {
  const match = /^\/(orders|customers)\/([^/]+)/.exec(pathname);
  if (!match) return undefined;
  return { kind: match[1] === "orders" ? "order" : "customer", name: decodeURIComponent(match[2] ?? "") };
}

function isSame(tab: TabView, { kind, name }: Pick<TabView, "kind" | "name">): boolean {
  return tab.kind === kind && tab.name === name;
}
