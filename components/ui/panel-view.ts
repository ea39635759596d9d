/** A panel fails alone: either its data, or the reference of what went wrong. */
export type PanelView<View> =
  | { status: "ready"; computedAt: string; view: View }
  | { status: "failed"; reference: string; lastComputedAt?: string; view?: View };
