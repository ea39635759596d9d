/** What any form in the product is answered; the same shape as the components' own `ActionState`. */
export type ActionState = {
  status: "idle" | "ok" | "refused" | "invalid" | "failed";
  reason?: string;
  message?: string;
  fieldErrors?: Record<string, string>;
  reference?: string;
};

export type FormAction = (previous: ActionState, form: FormData) => Promise<ActionState>;
