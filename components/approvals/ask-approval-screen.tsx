"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { AskApprovalForm, type AskApprovalFormProps } from "@/components/approvals/ask-approval-form";

export type AskApprovalScreenProps = Omit<AskApprovalFormProps, "onClose" | "headingLevel">;

/** The same form as a page of its own, for a link from a colleague or from a list. */
export function AskApprovalScreen(props: AskApprovalScreenProps) {
  const router = useRouter();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>("[data-autofocus]")?.focus({ preventScroll: true }), []);
  return (
    <div ref={box} className="dlg mx-auto w-full max-w-[1160px] flex-1">
      <AskApprovalForm {...props} headingLevel="h1" onClose={() => router.push(props.view.orderHref)} />
    </div>
  );
}
