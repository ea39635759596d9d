import type { z } from "zod";
import type { Endpoint } from "./define-endpoint";
import type { Problem, ProblemPart } from "./problem";

export type ReadRequest<P, Q, B> =
  | { readonly ok: true; readonly params: P; readonly query: Q; readonly body: B; readonly bodyText: string }
  | { readonly ok: false; readonly problem: Problem };

/** Everything a request claims, read once and strictly. Nothing behind this line sees an undeclared, repeated or mistyped part. */
export async function readRequest<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  endpoint: Endpoint<P, Q, B>,
  request: Request,
  rawParams: Readonly<Record<string, unknown>>,
): Promise<ReadRequest<z.output<P>, z.output<Q>, z.output<B>>> {
  const text = await readBody(request, endpoint.maxBodyBytes);
  if (!text.ok) return text;
  const json = readJson(endpoint, request.headers, text.value);
  if (!json.ok) return json;
  const errors: ProblemPart[] = [];
  const params = endpoint.params.safeParse(rawParams);
  if (!params.success) errors.push(...parameterErrors(params.error));
  const search = readQuery(new URL(request.url).searchParams);
  const query = endpoint.query.safeParse(search.fields);
  errors.push(...search.errors);
  if (!query.success) errors.push(...parameterErrors(query.error));
  const body = endpoint.body?.safeParse(json.value);
  if (body && !body.success) errors.push(...bodyErrors(body.error, json.value));
  if (errors.length > 0 || !params.success || !query.success || (body && !body.success)) {
    return invalid({ status: 422, code: "invalid_request", detail: "The request does not fit its schema.", errors });
  }
  return {
    ok: true,
    params: params.data,
    query: query.data,
    body: (body?.data ?? undefined) as z.output<B>,
    bodyText: text.value,
  };
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

async function readBody(request: Request, maxBytes: number): Promise<Read<string>> {
  const tooLarge = invalid({ status: 413, code: "content_too_large", detail: `A body may have ${maxBytes} bytes.` });
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return tooLarge;
  if (!request.body) return { ok: true, value: "" };
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += part.byteLength;
    if (bytes > maxBytes) return tooLarge;
    parts.push(part);
  }
  try {
    return { ok: true, value: new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts)) };
  } catch {
    return invalid({ status: 400, code: "invalid_json", detail: "The body is not UTF-8 text." });
  }
}

function readJson(endpoint: Pick<Endpoint, "body">, headers: Headers, text: string): Read<unknown> {
  if (endpoint.body === null) {
    return text.trim() === "" || text.trim() === "{}"
      ? { ok: true, value: undefined }
      : invalid({ status: 422, code: "invalid_request", detail: "This call takes no body." });
  }
  if (!/^application\/json\s*(;\s*charset="?utf-8"?)?\s*$/i.test(headers.get("content-type") ?? "")) {
    return invalid({ status: 415, code: "unsupported_media_type", detail: "Send application/json in UTF-8." });
  }
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return invalid({ status: 400, code: "invalid_json", detail: "The body is not JSON." });
  }
}

function readQuery(search: URLSearchParams): { fields: Record<string, string>; errors: ProblemPart[] } {
  const fields: Record<string, string> = Object.create(null);
  const errors: ProblemPart[] = [];
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    if (values.length > 1)
      errors.push({ parameter: name, code: "repeated_parameter", detail: "was given more than once" });
    fields[name] = values[0] ?? "";
  }
  return { fields: { ...fields }, errors };
}

function parameterErrors(error: z.ZodError): ProblemPart[] {
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

function bodyErrors(error: z.ZodError, body: unknown): ProblemPart[] {
  return error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({
          pointer: toPointer([...issue.path, key]),
          code: "unknown_field",
          detail: "is not a field here",
        }))
      : [{ pointer: toPointer(issue.path), code: codeOf(issue, valueAt(body, issue.path)), detail: issue.message }],
  );
}

function codeOf(issue: z.core.$ZodIssue, value: unknown): string {
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

/** RFC 6901. */
function toPointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function invalid(problem: Problem): { ok: false; problem: Problem } {
  return { ok: false, problem };
}
