import type { z } from "zod";
import type { ProblemPart } from "./problem";

/** What a schema refused of path and query, by the name of each parameter. */
export function parameterErrors(error: z.ZodError): ProblemPart[] {
  return error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({
          parameter: key,
          code: "unknown_parameter",
          detail: "is not a parameter of this call",
        }))
      : [{ parameter: String(issue.path[0] ?? ""), code: codeOf(issue, undefined), detail: issue.message }],
  );
}

/** What a schema refused of a body, by JSON pointer. */
export function bodyErrors(error: z.ZodError, body: unknown): ProblemPart[] {
  return error.issues.flatMap(nearestIssues).flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({
          pointer: toPointer([...issue.path, key]),
          code: "unknown_field",
          detail: "is not a field here",
        }))
      : [{ pointer: toPointer(issue.path), code: codeOf(issue, valueAt(body, issue.path)), detail: issue.message }],
  );
}

/** RFC 6901. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Where a value may have several forms, the form that it comes nearest to speaks: the one whose refusal lies deepest. */
function nearestIssues(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const forms = issue.errors.filter((form) => form.length > 0).sort((a, b) => depthOf(b) - depthOf(a));
  const nearest = forms[0];
  if (!nearest || depthOf(nearest) === 0) return [issue];
  return nearest.flatMap((part) => nearestIssues({ ...part, path: [...issue.path, ...part.path] }));
}

function depthOf(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(...issues.map((issue) => issue.path.length + (issue.code === "unrecognized_keys" ? 1 : 0)));
}

function codeOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === "custom") return typeof issue.params?.code === "string" ? issue.params.code : "invalid_value";
  return issue.code === "invalid_type" && value === undefined ? "required" : issue.code;
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}
