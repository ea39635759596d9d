import type { ReactNode } from "react";

/** A wide table scrolls in its own box, never the page; the box can be reached and scrolled by keyboard. */
export function ScrollBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="tbl-box" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
