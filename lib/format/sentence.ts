export type TimelineKind = "money" | "mail" | "note" | "customer" | "system";
export type TimelineTone = "ok" | "warn" | "bad" | "info" | "wait" | "none";
/** One line of a timeline. `text` follows the name of a colleague where there is one ("asked for approval of 241.18 USD"). */
export type EventSentence = { kind: TimelineKind; tone: TimelineTone; text: string; detail: string | null };

export type EventWords = {
  /** Labels of the order's payment methods, by id. */
  readonly methods: ReadonlyMap<string, string>;
  readonly customer: string;
  readonly isStaff: boolean;
  /** Of the reader: moments inside a sentence are written in it. */
  readonly timeZone: string;
};

export type SentenceScope = EventWords & {
  readonly amount: (key?: string) => string;
  readonly word: (key: string) => string | null;
  readonly method: string | null;
  readonly refusal: string | null;
};

export type Sentence = (scope: SentenceScope) => EventSentence;
