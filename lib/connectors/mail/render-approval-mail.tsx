import { render } from "@react-email/components";
import { ApprovalMail } from "./approval-mail";
import type { ApprovalMailContent } from "./approval-mail-content";
import { approvalMailText } from "./approval-mail-text";
import { approvalMailWords } from "./approval-mail-words";

export type RenderedMail = { readonly subject: string; readonly html: string; readonly text: string };

/** The real mail. The dialog's preview is this very rendering, without a link that works. */
export async function renderApprovalMail(content: ApprovalMailContent): Promise<RenderedMail> {
  return {
    subject: approvalMailWords(content).subject,
    html: await render(<ApprovalMail content={content} />),
    text: approvalMailText(content),
  };
}
