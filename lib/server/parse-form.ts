import { z } from "zod";

export type ParsedForm<T> = { ok: true; value: T } | { ok: false; fieldErrors: Record<string, string> };

/** Strictly: a field nobody declared, a field given twice and a file are refused; only the framework's own `$ACTION_` fields are dropped. */
export function parseForm<S extends z.ZodObject>(schema: S, form: FormData): ParsedForm<z.output<S>> {
  const input: Record<string, unknown> = {};
  const errors = new Map<string, string>();
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$ACTION")) continue;
    const values = form.getAll(name);
    const field = Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined;
    if (field === undefined) errors.set(name, "is not a field of this form");
    else if (values.some((value) => typeof value !== "string")) errors.set(name, "must be text");
    else if (isList(field)) input[name] = values;
    else if (values.length > 1) errors.set(name, "was given more than once");
    else input[name] = values[0];
  }
  if (errors.size > 0) return { ok: false, fieldErrors: Object.fromEntries(errors) };
  const parsed = schema.safeParse(input);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, fieldErrors: toFieldErrors(parsed.error) };
}

function isList(field: z.core.$ZodType): boolean {
  if (field instanceof z.ZodArray) return true;
  if (field instanceof z.ZodOptional || field instanceof z.ZodDefault) return isList(field.unwrap());
  return field instanceof z.ZodPipe ? isList(field.in) : false;
}

function toFieldErrors(error: z.ZodError): Record<string, string> {
  const fieldErrors: Record<string, string> = {};
  for (const issue of error.issues) {
    const name = String(issue.path[0] ?? "form");
    fieldErrors[name] ??= issue.message;
  }
  return fieldErrors;
}
