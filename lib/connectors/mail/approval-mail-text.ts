import type { CustomerSpeech } from "@/lib/format/customer-messages/speech";
import type { ApprovalMailContent } from "./approval-mail-content";
import { approvalMailWords } from "./approval-mail-words";

/** The same mail for programs and people that read plain text. */
export function approvalMailText(content: ApprovalMailContent, speech: CustomerSpeech): string {
  const words = approvalMailWords(content, speech);
  const { mail } = speech.words;
  const [until, code, otherwise] = words.ends;
  return [
    words.greeting,
    ...(words.reminder === null ? [] : [words.reminder]),
    `${words.opening[0]}${speech.amountWithCurrency(content.amount)}${words.opening[1]}`,
    ...(words.delivery === null ? [] : [words.delivery]),
    linesText(content, words.isRise, speech),
    `${mail.link}:\n${content.approveUrl ?? mail.previewLink}`,
    words.money,
    `${until}${content.endsText}${code}${content.shortCode}${otherwise}`,
    mail.refusing,
    `--\n${words.footer.join("\n")}`,
  ].join("\n\n");
}

function linesText(
  { lines, amount, previous }: ApprovalMailContent,
  isRise: boolean,
  { words: { mail, page }, ...speech }: CustomerSpeech,
): string {
  const rows = lines.map((line) => {
    const after = line.after === null ? mail.dropped : speech.amount(line.after);
    const isChanged = line.before?.amountMinor !== line.after?.amountMinor;
    const before =
      isRise && isChanged ? ` (${line.before === null ? mail.notThere : page.was(speech.amount(line.before))})` : "";
    return `  ${line.name}: ${after}${before}`;
  });
  const was = isRise ? ` (${page.was(speech.amount(previous))})` : "";
  return [...rows, `  ${mail.totalPlain}: ${speech.amountWithCurrency(amount)}${was}`].join("\n");
}
