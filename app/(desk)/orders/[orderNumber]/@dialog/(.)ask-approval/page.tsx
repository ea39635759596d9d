import { notFound } from "next/navigation";
import { AskApprovalDialog } from "@/components/approvals/ask-approval-dialog";
import { requireStaff } from "@/lib/server/actor";
import { copyLink, renderPreview, sendRequest, unsendRequest } from "../../ask-approval/actions";
import { readAskView } from "../../ask-approval/ask-view";

/** The same question over the order it is about, where it was opened from there. */
export default async function AskApprovalOverOrder({ params }: { params: Promise<{ orderNumber: string }> }) {
  const staff = await requireStaff("approval.request");
  const view = await readAskView(staff, decodeURIComponent((await params).orderNumber));
  if (!view) notFound();
  return (
    <AskApprovalDialog
      view={view}
      send={sendRequest}
      undo={unsendRequest}
      copyLink={copyLink}
      renderPreview={renderPreview}
    />
  );
}
