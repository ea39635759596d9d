type Failed = {
  readonly answer: string;
  readonly rawCode: string | null;
  readonly method: string;
  readonly triesUsed: number;
  readonly triesAllowed: number;
};

/** Why a capture failed, for whoever is about to try it again (P05, P11): "Not enough funds (insufficient_funds) on Visa 4242. Tried once, of 4 allowed." */
export function failedCaptureText({ answer, rawCode, method, triesUsed, triesAllowed }: Failed): string {
  const code = rawCode === null ? "" : ` (${rawCode})`;
  const times = triesUsed === 1 ? "once" : `${triesUsed} times`;
  return `${answer}${code} on ${method}. Tried ${times}, of ${triesAllowed} allowed.`;
}
