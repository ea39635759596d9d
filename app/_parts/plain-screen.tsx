"use client";

import { type ReactNode, useContext } from "react";
import { BrandMark } from "@/components/layout/brand-mark";
import { DeskContext } from "@/components/layout/desk-context";
import { classNames } from "@/components/ui/class-names";
import { LinkButton } from "@/components/ui/link-button";

type PlainScreenProps = { title: string; children: ReactNode; action?: ReactNode };

/** A page that has nothing to show but why: not found, not permitted, broken. */
export function PlainScreen({ title, children, action }: PlainScreenProps) {
  // Inside the desk its shell has the landmark and the mark already.
  const isInDesk = useContext(DeskContext) !== null;
  const Box = isInDesk ? "div" : "main";
  return (
    <Box
      {...(!isInDesk && { id: "main" })}
      className={classNames("grid place-items-center p-6", isInDesk ? "min-h-[50vh]" : "min-h-screen")}
    >
      <div className="flex max-w-[420px] flex-col items-center gap-3 text-center">
        {!isInDesk && (
          <div className="mark [&_svg]:size-9! text-title!">
            <BrandMark />
            Paydesk
          </div>
        )}
        <h1 className="text-title font-bold">{title}</h1>
        <div className="text-muted">{children}</div>
        {action ?? (
          <LinkButton href="/" variant="brand">
            Go to Home
          </LinkButton>
        )}
      </div>
    </Box>
  );
}
