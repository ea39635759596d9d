import { type SentAnswer, toResponse } from "./sent-answer";

/** One thing wrong with a request: where it is (RFC 6901 into the body, or the name of a path or query parameter), a stable code, and words. */
export type ProblemPart = {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly code: string;
  readonly detail: string;
};

export type Problem = {
  readonly status: number;
  readonly code: string;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly ProblemPart[];
  readonly headers?: Readonly<Record<string, string>>;
};

export const problemType = "application/problem+json";

/** An error as RFC 9457 has it. `code` is what a program reads; it never changes. Nothing of a stack, a query or a key is ever in here. */
export function problem(content: Problem): Response {
  return toResponse(problemAnswer(content));
}

export function problemAnswer(content: Problem): SentAnswer {
  return {
    status: content.status,
    text: JSON.stringify(problemBody(content)),
    headers: { "content-type": problemType, "cache-control": "no-store", ...content.headers },
  };
}

export function problemBody({ status, code, title, detail, errors }: Problem): Record<string, unknown> {
  return {
    type: "about:blank",
    title: title ?? titleOf(status),
    status,
    code,
    ...(detail !== undefined && { detail }),
    ...(errors !== undefined && { errors }),
  };
}

export function titleOf(status: number): string {
  return titles[status] ?? "Refused";
}

const titles: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Unauthorized",
  402: "Payment failed",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  413: "Content too large",
  415: "Unsupported media type",
  421: "Misdirected request",
  422: "Unprocessable content",
  429: "Too many requests",
  500: "Internal error",
  503: "Service unavailable",
};
