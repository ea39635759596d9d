export type AwaitingState = "not_opened" | "opened" | "said_no" | "link_ended";

/** How far a customer has come with a link, in words and colour. */
export const awaitingLooks: Record<AwaitingState, { label: string; verb: string; color: string }> = {
  not_opened: {
    label: "Not opened",
    verb: "sent",
    color: "color-mix(in srgb, var(--color-wait) 35%, var(--color-card))",
  },
  opened: { label: "Opened", verb: "opened", color: "var(--color-wait)" },
  said_no: { label: "Said no", verb: "said no,", color: "var(--color-bad)" },
  link_ended: { label: "Link ended", verb: "link ended", color: "var(--color-field)" },
};
