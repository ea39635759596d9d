import "server-only";
import type { z } from "zod";
import type { Permission } from "@/lib/auth/permissions";
import type { Staff } from "@/lib/auth/staff";
import { operationContext } from "@/lib/composition";
import type { OperationContext } from "@/lib/operations/operation-context";
import { type QueryContext, queryContext } from "./query-context";
import { permittedCaller } from "./read-action";

export type OwnActionCall = {
  readonly context: OperationContext;
  readonly queries: QueryContext;
  readonly staff: Staff;
};

export type OwnActionDefinition<S extends z.ZodType, T> = {
  readonly permission: Permission;
  readonly schema: S;
  readonly run: (call: OwnActionCall, input: z.output<S>) => Promise<T>;
};

/**
 * A typed call that changes what is this person's own and no page shows but the part that called: it answers what now stands, and nothing is drawn
 * again. The same checks as at any other door.
 */
export function ownAction<S extends z.ZodType, T>({ permission, schema, run }: OwnActionDefinition<S, T>) {
  return async (input: unknown): Promise<T> => {
    const { staff, correlationId } = await permittedCaller(permission);
    const context = operationContext({
      storeId: staff.storeId,
      actor: { kind: "staff", userId: staff.userId, name: staff.name },
      correlationId,
    });
    return run({ context, queries: await queryContext(staff), staff }, schema.parse(input));
  };
}
