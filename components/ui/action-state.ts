/** What any form in the product answers. `reason` is the stable code, `message` the words for a person. */
export type ActionState = {
  status: "idle" | "ok" | "refused" | "invalid" | "failed";
  reason?: string;
  message?: string;
  fieldErrors?: Record<string, string>;
  reference?: string;
  /** It was asked for, and the far side refused: the message says so, and is no good news. */
  isRefused?: boolean;
  /** How to take it back, for as long as its message stands: the act, and what it is posted with. */
  undo?: UndoView;
  /** Shown to this person, now, and kept nowhere. */
  once?: OnceView;
};

export type OnceView = { value: string; until: string };

export type UndoView = { kind: string; fields: Record<string, string> };

export type FormAction = (previous: ActionState, form: FormData) => Promise<ActionState>;

export const idleState: ActionState = { status: "idle" };
