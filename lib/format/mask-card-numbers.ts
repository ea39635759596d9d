/**
 * Replaces what reads as a card number (13 to 19 digits, with or without spaces or dashes, right check digit) by its last four digits. A
 * person may paste one into a note; it is masked before anything is stored, so that no card number ever rests in Paydesk.
 */
export function maskCardNumbers(text: string): string {
  return text.replace(/(?<!\d)\d(?:[ \-.]?\d){12,18}(?!\d)/g, (found) => {
    const digits = found.replace(/\D/g, "");
    return hasRightCheckDigit(digits) ? `[card number ending ${digits.slice(-4)}]` : found;
  });
}

function hasRightCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]);
    const weighted = place % 2 === 1 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}
