import type { RecoveryRule } from "./recovery-rules";

/** A rule of a store, for tests: it fits everything and tries three times, an hour apart. */
export const exampleRule: RecoveryRule = {
  id: "r",
  name: "A rule",
  match: {},
  action: "retry_capture",
  task: "review",
  maxAttempts: 3,
  schedule: { waitsMinutes: [60], hours: null },
  afterwards: "ask_customer",
};
