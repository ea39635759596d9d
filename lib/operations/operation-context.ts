import type { Pool } from "pg";

/** Who acts. "System" names its job; ambient users do not exist. */
export type Actor =
  | { readonly kind: "staff"; readonly userId: string; readonly name: string }
  | { readonly kind: "system"; readonly job: string }
  | { readonly kind: "customer"; readonly approvalRequestId: string }
  | { readonly kind: "api"; readonly keyName: string };

/** What every operation is given: the database, the store it may touch, who acts, and the id that follows the act to the gateway and back. */
export type OperationContext = {
  readonly pool: Pool;
  readonly storeId: string;
  readonly actor: Actor;
  readonly correlationId: string;
};

/** The actor as it is stored: `staff:usr_…`, `system:sweep`, `customer:apr_…`, `api:name`. */
export function actorText(actor: Actor): string {
  switch (actor.kind) {
    case "staff":
      return `staff:${actor.userId}`;
    case "system":
      return `system:${actor.job}`;
    case "customer":
      return `customer:${actor.approvalRequestId}`;
    case "api":
      return `api:${actor.keyName}`;
  }
}
