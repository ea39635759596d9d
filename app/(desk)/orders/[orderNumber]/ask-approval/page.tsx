import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AskApprovalScreen } from "@/components/approvals/ask-approval-screen";
import { requireStaff } from "@/lib/server/actor";
import { copyLink, renderPreview, sendRequest, unsendRequest } from "./actions";
import { readAskView } from "./ask-view";

type AskPageProps = { params: Promise<{ orderNumber: string }> };

export async function generateMetadata({ params }: AskPageProps): Promise<Metadata> {
  return { title: `Ask for approval, order ${decodeURIComponent((await params).orderNumber)}` };
}

/** The question as a page of its own, for a link from a list or from a colleague. */
export default async function AskApprovalPage({ params }: AskPageProps) {
  const staff = await requireStaff("approval.request");
  const view = await readAskView(staff, decodeURIComponent((await params).orderNumber));
  if (!view) notFound();
  return (
    <AskApprovalScreen
      view={view}
      send={sendRequest}
      undo={unsendRequest}
      copyLink={copyLink}
      renderPreview={renderPreview}
    />
  );
}
