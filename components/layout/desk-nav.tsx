"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { NavItemView } from "@/components/layout/shell-view";

export function DeskNav({ nav }: { nav: NavItemView[] }) {
  const pathname = usePathname();
  return (
    <nav className="nav" aria-label="Main">
      <span className="nav-app">Payment care</span>
      {nav.map((item) => (
        <Link key={item.key} href={item.href} aria-current={isCurrent(item.href, pathname) ? "page" : undefined}>
          {item.label}
          {item.count !== undefined && <span className="count">{item.count}</span>}
        </Link>
      ))}
    </nav>
  );
}

function isCurrent(href: string, pathname: string): boolean {
  const path = href.split("?")[0] ?? href;
  return path === "/" ? pathname === "/" : pathname === path || pathname.startsWith(`${path}/`);
}
