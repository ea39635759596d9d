import { render } from "@react-email/components";
import type { CustomerSpeech } from "@/lib/format/customer-messages/speech";
import { ApprovalMail } from "./approval-mail";
import type { ApprovalMailContent } from "./approval-mail-content";
import { approvalMailText } from "./approval-mail-text";
import { approvalMailWords } from "./approval-mail-words";

export type RenderedMail = { readonly subject: string; readonly html: string; readonly text: string };

/** The real mail. The dialog's preview is this very rendering, without a link that works. */
export async function renderApprovalMail(content: ApprovalMailContent, speech: CustomerSpeech): Promise<RenderedMail> {
  return {
    subject: approvalMailWords(content, speech).subject,
    html: await render(<ApprovalMail content={content} speech={speech} />),
    text: approvalMailText(content, speech),
  };
}
