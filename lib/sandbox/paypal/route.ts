import type { ResourceKind } from "./records";
import type { JsonObject } from "./render";
import type { PaypalWorld } from "./world";

/** What an operation made: an object, shown as it is when it is shown. */
export interface Made {
  readonly kind: ResourceKind;
  readonly id: string;
}

interface Described {
  /** `{id}` stands for one segment, as in PayPal's descriptions. */
  readonly pattern: string;
  readonly status: 200 | 201 | 204;
  /** For how long its `PayPal-Request-Id` is remembered; null where PayPal takes none. */
  readonly keyMemoryMs: number | null;
  /** Status of the answer to a repeat. */
  readonly repeatStatus: 200 | 201;
}

export interface ReadRoute extends Described {
  readonly method: "GET";
  readonly show: (world: PaypalWorld, id: string, query: URLSearchParams) => JsonObject;
}

export interface ActRoute extends Described {
  readonly method: "POST" | "PATCH";
  readonly run: (world: PaypalWorld, id: string, body: unknown) => Made;
}

export type Route = ReadRoute | ActRoute;

export const read = { method: "GET", status: 200, keyMemoryMs: null, repeatStatus: 200 } as const;
