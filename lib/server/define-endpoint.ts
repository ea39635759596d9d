import { z } from "zod";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** What an endpoint takes, answers and refuses: the one description that validates requests and makes openapi.json. */
export type Endpoint<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
> = {
  readonly method: Method;
  /** Below `/api/v1`, as in `/orders/{orderNumber}/confirm`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly params: P;
  readonly query: Q;
  /** Null: this endpoint takes no body. */
  readonly body: B | null;
  readonly answers: Readonly<Record<number, { readonly description: string; readonly schema?: z.ZodType }>>;
  readonly refusals: readonly string[];
  readonly refusalStatus: Readonly<Record<string, number>>;
  readonly maxBodyBytes: number;
};

type Given<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> = Pick<
  Endpoint<P, Q, B>,
  "method" | "path" | "operationId" | "summary" | "answers"
> &
  Partial<
    Pick<Endpoint<P, Q, B>, "description" | "params" | "query" | "refusals" | "refusalStatus" | "maxBodyBytes">
  > & {
    readonly body?: B;
  };

type NoFields = z.ZodObject<Record<never, never>, z.core.$strict>;

const noFields: NoFields = z.strictObject({});
const commandBytes = 64 * 1024;

export function defineEndpoint<
  P extends z.ZodObject = NoFields,
  Q extends z.ZodObject = NoFields,
  B extends z.ZodType = z.ZodUndefined,
>(given: Given<P, Q, B>): Endpoint<P, Q, B> {
  return {
    ...given,
    params: given.params ?? (noFields as unknown as P),
    query: given.query ?? (noFields as unknown as Q),
    body: given.body ?? null,
    refusals: given.refusals ?? [],
    refusalStatus: given.refusalStatus ?? {},
    maxBodyBytes: given.maxBodyBytes ?? commandBytes,
  };
}

/** The HTTP status of a refusal: what does not exist is 404, what was asked wrongly 422, and what the state of things forbids 409. */
export function statusOfRefusal(endpoint: Pick<Endpoint, "refusalStatus">, reason: string): number {
  const own = Object.hasOwn(endpoint.refusalStatus, reason) ? endpoint.refusalStatus[reason] : undefined;
  if (own !== undefined) return own;
  if (reason.endsWith("_not_found")) return 404;
  return /^(invalid|unknown|unsupported)_/.test(reason) ? 422 : 409;
}
