"use client";

import { Pin, PinOff, ReceiptText, UserRound, X } from "lucide-react";
import { useEffect, useRef } from "react";
import type { TabView } from "@/components/layout/shell-view";
import type { WorkingTabs } from "@/components/layout/use-working-tabs";
import { classNames } from "@/components/ui/class-names";
import { Glyph } from "@/components/ui/glyph";
import { Link } from "@/components/ui/link";

const icons = { order: ReceiptText, customer: UserRound };

/** The working set under the navigation: up to twelve open records, of which the one in sight is marked. */
export function WorkingTabStrip({ tabs, current, close, pin }: WorkingTabs) {
  const strip = useRef<HTMLElement>(null);
  const inSight = current?.href;
  useEffect(() => {
    if (!inSight) return;
    const tab = strip.current?.querySelector<HTMLElement>(".wtab.on");
    // Only the strip is scrolled, never the page.
    if (tab && strip.current)
      strip.current.scrollLeft = tab.offsetLeft - strip.current.clientWidth / 2 + tab.clientWidth / 2;
  }, [inSight]);
  if (tabs.length === 0) return null;
  return (
    <nav className="wtabs" aria-label="Open records" ref={strip}>
      <ul className="contents">
        {tabs.map((tab, at) => (
          <Tab
            key={tab.href}
            tab={tab}
            keys={at < 9 ? `g ${at + 1}` : null}
            isCurrent={tab === current}
            onClose={() => close(tab)}
            onPin={() => pin(tab)}
          />
        ))}
      </ul>
    </nav>
  );
}

type TabProps = { tab: TabView; keys: string | null; isCurrent: boolean; onClose: () => void; onPin: () => void };

function Tab({ tab, keys, isCurrent, onClose, onPin }: TabProps) {
  const Icon = icons[tab.kind];
  return (
    <li
      className={classNames("wtab", isCurrent && "on")}
      onAuxClick={(event) => {
        if (event.button !== 1) return;
        event.preventDefault();
        onClose();
      }}
    >
      <Link href={tab.href} aria-current={isCurrent ? "page" : undefined} title={keys ?? undefined}>
        <Glyph icon={Icon} className="ic ic-14" />
        <span className="num truncate">{tab.title}</span>
      </Link>
      {(isCurrent || tab.isPinned) && (
        <button type="button" aria-pressed={tab.isPinned} aria-label={`Keep ${tab.title} open`} onClick={onPin}>
          {tab.isPinned ? <Glyph icon={PinOff} className="ic ic-12" /> : <Glyph icon={Pin} className="ic ic-12" />}
        </button>
      )}
      <button type="button" aria-label={`Close ${tab.title}`} onClick={onClose}>
        <Glyph icon={X} className="ic ic-12" />
      </button>
    </li>
  );
}
