"use client";

import type { ReactNode } from "react";
import { BrandMark } from "@/components/layout/brand-mark";
import { LinkButton } from "@/components/ui/link-button";

type PlainScreenProps = { title: string; children: ReactNode; action?: ReactNode };

/** A page that has nothing to show but why: not found, not permitted, broken. */
export function PlainScreen({ title, children, action }: PlainScreenProps) {
  return (
    <main id="main" className="grid min-h-screen place-items-center p-6">
      <div className="flex max-w-[420px] flex-col items-center gap-3 text-center">
        <div className="mark [&_svg]:size-9! text-title!">
          <BrandMark />
          Paydesk
        </div>
        <h1 className="text-title font-bold">{title}</h1>
        <div className="text-muted">{children}</div>
        {action ?? (
          <LinkButton href="/" variant="brand">
            Go to Home
          </LinkButton>
        )}
      </div>
    </main>
  );
}
