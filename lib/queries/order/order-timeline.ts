import { type ActorWords, actorName, isStaffActor } from "@/lib/format/actor-name";
import { eventSentence } from "@/lib/format/event-sentence";
import type { TimelineKind, TimelineTone } from "@/lib/format/sentence";
import type { StoryLine } from "./read-record";

export type TimelineLine = {
  id: string;
  at: string;
  kind: TimelineKind;
  tone: TimelineTone;
  actor: string | null;
  text: string;
  detail: string | null;
};

/** Gateway events, colleagues, mails and the customer in one stream, newest first. */
export function orderTimeline(
  story: readonly StoryLine[],
  words: ActorWords & { methods: ReadonlyMap<string, string> },
  timeZone: string,
): TimelineLine[] {
  return story.flatMap((line) => {
    const isStaff = isStaffActor(line.actor);
    const at = line.created_at.toISOString();
    const actor = isStaff ? actorName(line.actor, words) : null;
    if (line.type === "note") {
      return [{ id: line.id, at, kind: "note", tone: "none", actor, text: String(line.data.text ?? ""), detail: null }];
    }
    const { methods, customer } = words;
    const sentence = eventSentence(line.type, line.data, { methods, customer, isStaff, timeZone });
    return sentence ? [{ id: line.id, at, actor, ...sentence }] : [];
  });
}
