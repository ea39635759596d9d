/** An answer as it leaves: text and headers, whatever carries them. The names of headers are in lower case. */
export type SentAnswer = {
  readonly status: number;
  readonly text: string | null;
  readonly headers: Readonly<Record<string, string>>;
};

export function toResponse({ status, text, headers }: SentAnswer): Response {
  return new Response(text, { status, headers });
}
