import { expandAll } from "./expand";
import type { FormValue } from "./form-decoder";
import { listOf, type ReadShape, readShape, reference, type Shape } from "./params";
import type { JsonObject } from "./render-payment";
import type { StripeWorld } from "./world";

export type Method = "GET" | "POST" | "DELETE";

export interface Route {
  readonly method: Method;
  /** `:id` stands for one segment. */
  readonly pattern: string;
  readonly shape: Shape;
  readonly answer: (world: StripeWorld, values: { [key: string]: FormValue }, ids: readonly string[]) => JsonObject;
}

const EXPAND = { expand: listOf(reference) };

/** An operation of the API. All but deletions also take `expand`. */
export function route<const S extends Shape>(
  method: Method,
  pattern: string,
  shape: S,
  run: (world: StripeWorld, params: ReadShape<S>, id: string, secondId: string) => JsonObject,
): Route {
  const fullShape = method === "DELETE" ? shape : { ...shape, ...EXPAND };
  return {
    method,
    pattern,
    shape: fullShape,
    answer: (world, values, ids) => {
      const params = readShape(fullShape, values);
      const body = run(world, params as ReadShape<S>, ids[0] ?? "", ids[1] ?? "");
      return expandAll(world, body, (params as { readonly expand?: readonly string[] }).expand ?? []);
    },
  };
}
