"use client";

import { usePathname } from "next/navigation";
import type { NavItemView } from "@/components/layout/shell-view";
import { formatCount } from "@/components/ui/format-count";
import { Link } from "@/components/ui/link";

export function DeskNav({ nav }: { nav: NavItemView[] }) {
  const pathname = usePathname();
  return (
    <nav className="nav" aria-label="Main">
      <span className="nav-app">Payment care</span>
      {nav.map((item) => (
        <Link key={item.key} href={item.href} aria-current={isCurrent(item.href, pathname) ? "page" : undefined}>
          {item.label}
          {item.count !== undefined && <span className="count">{countText(item.count)}</span>}
        </Link>
      ))}
    </nav>
  );
}

/** The server counts no further than this. */
const mostShown = 1_000;

function countText(count: number): string {
  return count > mostShown ? "1,000+" : formatCount(count);
}

/** Pages that are reached from another one. */
const partOf: Readonly<Record<string, string>> = { "/audit": "/team" };

function isCurrent(href: string, pathname: string): boolean {
  const path = href.split("?")[0] ?? href;
  const page = partOf[pathname] ?? pathname;
  return path === "/" ? page === "/" : page === path || page.startsWith(`${path}/`);
}
