"use client";

import { Hand, Scale, UserPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { HandOutActions, HandOutAskView } from "@/components/team/hand-out-view";
import { Button } from "@/components/ui/button";

// What plans comes when somebody wants to plan.
const HandOutDialog = dynamic(
  () => import("@/components/team/hand-out-dialog").then((module) => module.HandOutDialog),
  {
    // A boundary of its own: without one, what lies around would vanish while this comes, and the focus with it.
    loading: () => null,
  },
);

const looks = {
  even_out: { icon: Scale, label: "Even out, preview first" },
  reassign: { icon: UserPlus, label: "Reassign" },
  release: { icon: Hand, label: "Release" },
};

export type HandOutButtonProps = { ask: HandOutAskView; actions: HandOutActions };

export function HandOutButton({ ask, actions }: HandOutButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { icon, label } = looks[ask.act];
  return (
    <>
      <Button
        icon={icon}
        {...(ask.act !== "even_out" && { size: "sm" as const })}
        {...(ask.act === "reassign" && { "aria-label": `Reassign from ${ask.from.name}` })}
        onClick={() => setIsOpen(true)}
      >
        {label}
      </Button>
      {isOpen && <HandOutDialog ask={ask} actions={actions} onClose={() => setIsOpen(false)} />}
    </>
  );
}
