import { randomUUID } from "node:crypto";

export const correlationHeader = "x-correlation-id";

/** The id that joins a click, its rows, the gateway's call and every log line. A caller may bring its own, if it is a plain word. */
export function correlationIdOf(headers: Pick<Headers, "get">): string {
  const given = headers.get(correlationHeader);
  return given !== null && /^[A-Za-z0-9._-]{1,64}$/.test(given) ? given : randomUUID();
}
