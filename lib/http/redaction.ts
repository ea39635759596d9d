const secretPattern = /\b(?:sk|rk|pk|whsec)_[A-Za-z0-9_]{4,}|\b(?:Bearer|Basic)\s+[A-Za-z0-9._~+/=-]+/g;
const clientSecretPattern = /\b((?:pi|seti|cs|src)_[A-Za-z0-9_]+?)_secret_[A-Za-z0-9]+/g;
const emailPattern = /[^\s"'<>@,;:()]+@[^\s"'<>@,;:()]+\.[^\s"'<>@,;:()]+/g;
const cardLikePattern = /\b\d(?:[ -]?\d){12,18}\b/g;

const longestKept = 500;

/** Words from outside, fit to be stored and logged: no keys, no client secrets, no e-mail addresses, nothing that looks like a card number. */
export function redact(text: string): string {
  return text
    .replace(clientSecretPattern, "$1_secret_[redacted]")
    .replace(secretPattern, "[redacted]")
    .replace(emailPattern, "[e-mail]")
    .replace(cardLikePattern, (digits) => (passesLuhn(digits) ? "[number]" : digits))
    .slice(0, longestKept);
}

function passesLuhn(text: string): boolean {
  const digits = [...text.replace(/\D/g, "")].reverse().map(Number);
  const sum = digits.reduce((total, digit, place) => total + (place % 2 === 0 ? digit : doubled(digit)), 0);
  return sum % 10 === 0;
}

function doubled(digit: number): number {
  return digit > 4 ? digit * 2 - 9 : digit * 2;
}
