import { toInstant } from "@/lib/payments/instant";
import { momentText } from "./format-instant";
import type { Sentence, SentenceScope, TimelineKind, TimelineTone } from "./sentence";

type Words = (scope: SentenceScope) => string;
type MaybeWords = (scope: SentenceScope) => string | null;

/** Sentences of the timeline's kinds; the second text is the line under the first. */
export function money(tone: TimelineTone, text: Words, detail?: MaybeWords): Sentence {
  return sentence("money", tone, text, detail);
}

export function mail(tone: TimelineTone, text: Words, detail?: MaybeWords): Sentence {
  return sentence("mail", tone, text, detail);
}

export function customer(tone: TimelineTone, text: Words, detail?: MaybeWords): Sentence {
  return sentence("customer", tone, text, detail);
}

export function system(tone: TimelineTone, text: Words): Sentence {
  return sentence("system", tone, text);
}

function sentence(kind: TimelineKind, tone: TimelineTone, text: Words, detail: MaybeWords = () => null): Sentence {
  return (scope) => ({ kind, tone, text: text(scope), detail: detail(scope) });
}

/** "Fri 27 Nov, 09:00 CET" of an ISO moment. */
export function momentOf({ word, timeZone }: SentenceScope, key: string): string {
  const iso = word(key);
  return iso === null ? "" : momentText(toInstant(Date.parse(iso)), timeZone);
}

export function join(...parts: (string | null)[]): string | null {
  return parts.filter(Boolean).join(", ") || null;
}
