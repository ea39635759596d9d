import type { RouteRefusal } from "../define-route";

export const invalidCursor: RouteRefusal = {
  ok: false,
  reason: "invalid_cursor",
  errors: [{ parameter: "cursor", code: "invalid_cursor", detail: "is not a nextCursor of this list" }],
};
