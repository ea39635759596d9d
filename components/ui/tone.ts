/** Status tones; each has a ground and an ink in the theme. `wait` means asked and not answered. */
export type Tone = "ok" | "warn" | "bad" | "info" | "wait" | "none";
