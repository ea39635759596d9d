export type AwaitingState = "not_sent" | "not_opened" | "opened" | "asks" | "said_no" | "link_ended" | "not_delivered";

/** How far a customer has come with a link, in words and colour. */
export const awaitingLooks: Record<AwaitingState, { label: string; verb: string; color: string }> = {
  not_opened: {
    label: "Not opened",
    verb: "sent",
    color: "color-mix(in srgb, var(--color-wait) 35%, var(--color-card))",
  },
  not_sent: { label: "Not sent yet", verb: "to be sent", color: "var(--color-rule)" },
  asks: { label: "Asked something", verb: "asked", color: "var(--color-warn)" },
  opened: { label: "Opened", verb: "opened", color: "var(--color-wait)" },
  said_no: { label: "Said no", verb: "said no,", color: "var(--color-bad)" },
  not_delivered: { label: "Not delivered", verb: "not delivered", color: "var(--color-bad)" },
  link_ended: { label: "Link ended", verb: "link ended", color: "var(--color-field)" },
};
