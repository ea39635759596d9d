import { z } from "zod";
import { settings } from "@/lib/config/env";

const caughtMailSchema = z.object({
  id: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  date: z.string(),
  html: z.string().nullable(),
  text: z.string().nullable(),
});
export type CaughtMail = z.output<typeof caughtMailSchema>;

/** Mails that the demo shop has sent, newest first. Undefined where there is no mail catcher: in production mode, or while it does not run. */
export async function listCaughtMails(): Promise<CaughtMail[] | undefined> {
  const answer = await ask("/mails");
  return answer === undefined ? undefined : z.object({ mails: z.array(caughtMailSchema) }).parse(answer).mails;
}

export async function readCaughtMail(id: string): Promise<CaughtMail | undefined> {
  const answer = await ask(`/mails/${encodeURIComponent(id)}`);
  return answer === undefined ? undefined : caughtMailSchema.parse(answer);
}

export function hasMailCatcher(): boolean {
  return settings().mailCatcherUrl !== null;
}

async function ask(path: string): Promise<unknown> {
  const { mailCatcherUrl } = settings();
  if (mailCatcherUrl === null) return undefined;
  try {
    const response = await fetch(`${mailCatcherUrl}${path}`, { cache: "no-store", signal: AbortSignal.timeout(5_000) });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
