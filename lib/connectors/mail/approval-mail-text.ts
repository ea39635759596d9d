import { formatMoney, formatMoneyWithCurrency } from "@/lib/format/format-money";
import type { ApprovalMailContent } from "./approval-mail-content";
import { approvalMailWords, linkName } from "./approval-mail-words";

/** The same mail for programs and people that read plain text. */
export function approvalMailText(content: ApprovalMailContent): string {
  const words = approvalMailWords(content);
  const opening = `${words.opening[0]}${formatMoneyWithCurrency(content.amount)}${words.opening[1]}`;
  const link = content.approveUrl ?? "(the customer's own link stands here)";
  const ends = `${words.ends[0]}${content.endsText}${words.ends[1]}${content.shortCode}; if it shows another code, please call us.`;
  return [
    words.greeting,
    ...(words.reminder === null ? [] : [words.reminder]),
    opening,
    ...(words.delivery === null ? [] : [words.delivery]),
    linesText(content, words.isRise),
    `${linkName}:\n${link}`,
    words.money,
    ends,
    words.refusing,
    `--\n${words.footer.join("\n")}`,
  ].join("\n\n");
}

function linesText({ lines, amount, previous }: ApprovalMailContent, isRise: boolean): string {
  const rows = lines.map((line) => {
    const after = line.after === null ? "dropped" : formatMoney(line.after);
    const isChanged = line.before?.amountMinor !== line.after?.amountMinor;
    const before = isRise && isChanged ? ` (was ${line.before === null ? "not there" : formatMoney(line.before)})` : "";
    return `  ${line.name}: ${after}${before}`;
  });
  const was = isRise ? ` (was ${formatMoney(previous)})` : "";
  return [...rows, `  Total: ${formatMoneyWithCurrency(amount)}${was}`].join("\n");
}
