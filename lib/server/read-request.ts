import type { z } from "zod";
import type { Endpoint } from "./define-endpoint";
import type { Problem, ProblemPart } from "./problem";
import { bodyErrors, parameterErrors, toPointer } from "./schema-errors";
import { unstorableTexts } from "./unstorable-texts";

export type ReadRequest<P, Q, B> =
  | { readonly ok: true; readonly params: P; readonly query: Q; readonly body: B; readonly bodyText: string }
  | { readonly ok: false; readonly problem: Problem };

/** What comes to a door: a web Request is one. */
export type Knock = {
  /** Absolute. */
  readonly url: string;
  readonly headers: Pick<Headers, "get">;
  readonly body: unknown;
};

/** Everything a request claims, read once and strictly. Nothing behind this line sees an undeclared, repeated or mistyped part. */
export async function readRequest<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  endpoint: Endpoint<P, Q, B>,
  request: Knock,
  rawParams: Readonly<Record<string, unknown>>,
): Promise<ReadRequest<z.output<P>, z.output<Q>, z.output<B>>> {
  const text = await readBody(request, endpoint.maxBodyBytes);
  if (!text.ok) return text;
  const json = readJson(endpoint, request.headers, text.value);
  if (!json.ok) return json;
  const errors: ProblemPart[] = [];
  const params = endpoint.params.safeParse(decoded(rawParams));
  if (!params.success) errors.push(...parameterErrors(params.error));
  const search = readQuery(new URL(request.url).searchParams);
  const query = endpoint.query.safeParse(search.fields);
  errors.push(...search.errors);
  if (!query.success) errors.push(...parameterErrors(query.error));
  for (const [parameter] of unstorableTexts(search.fields)) errors.push({ parameter: String(parameter), ...notText });
  for (const path of unstorableTexts(json.value)) errors.push({ pointer: toPointer(path), ...notText });
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

async function readBody(request: Knock, maxBytes: number): Promise<Read<string>> {
  const tooLarge = invalid({ status: 413, code: "content_too_large", detail: `A body may have ${maxBytes} bytes.` });
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return tooLarge;
  if (!request.body) return { ok: true, value: "" };
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of request.body as AsyncIterable<Uint8Array>) {
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

function readJson(endpoint: Pick<Endpoint, "body">, headers: Knock["headers"], text: string): Read<unknown> {
  if (endpoint.body === null) {
    return text.trim() === "" || text.trim() === "{}"
      ? { ok: true, value: undefined }
      : invalid({ status: 422, code: "invalid_request", detail: "This call takes no body." });
  }
  if (text === "" && endpoint.body.safeParse(undefined).success) return { ok: true, value: undefined };
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

/** A path's parts may arrive as they stood in the address. */
function decoded(params: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      try {
        return [name, typeof value === "string" ? decodeURIComponent(value) : value];
      } catch {
        return [name, value];
      }
    }),
  );
}

const notText = { code: "invalid_text", detail: "must be Unicode text without NUL" };

function invalid(problem: Problem): { ok: false; problem: Problem } {
  return { ok: false, problem };
}
