/** Ends of lines as RFC 4180 has them; the mark in front makes spreadsheets read UTF-8. */
const endOfLine = "\r\n";
export const csvStart = "\ufeff";

/**
 * One line of a CSV file. What a spreadsheet would take for a formula is given an apostrophe, so that a customer's name never runs on a
 * colleague's machine (OWASP ASVS 1.2.10); plain numbers stay numbers.
 */
export function csvLine(cells: readonly (string | null)[]): string {
  return cells.map((cell) => quoted(harmless(cell ?? ""))).join(",") + endOfLine;
}

function harmless(text: string): string {
  const isNumber = /^-?\d+(\.\d+)?$/.test(text);
  return !isNumber && /^[=+\-@\t\r\n\0]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
