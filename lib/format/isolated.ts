import { withoutTurns } from "./without-turns";

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * A text of somebody else's, to stand inside a sentence of ours: digits and commas beside right-to-left letters stay where they were written (U+2068 and U+2069
 * around it, which nobody sees), and characters stored before that turn what is around them are left out. On screens `bdi` does the same.
 */
export function isolated(text: string): string {
  const plain = withoutTurns(text);
  return rightToLeft.test(plain) ? `\u2068${plain}\u2069` : plain;
}
