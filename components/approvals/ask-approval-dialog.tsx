"use client";

import { useRouter } from "next/navigation";
import { AskApprovalForm, type AskApprovalFormProps } from "@/components/approvals/ask-approval-form";
import { Dialog } from "@/components/ui/dialog";

export type AskApprovalDialogProps = Omit<AskApprovalFormProps, "onClose" | "headingLevel">;

/** Over the page it was opened from; closing goes back there. */
export function AskApprovalDialog(props: AskApprovalDialogProps) {
  const router = useRouter();
  return (
    <Dialog
      isOpen
      onClose={() => router.back()}
      title={`Ask for approval, order ${props.view.orderNumber}`}
      size="wide"
      isTitleHidden
    >
      <AskApprovalForm {...props} onClose={() => router.back()} />
    </Dialog>
  );
}
