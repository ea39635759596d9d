import "server-only";
import { headers } from "next/headers";
import type { z } from "zod";
import { can, type Permission } from "@/lib/auth/permissions";
import type { Staff } from "@/lib/auth/staff";
import { currentStaff, noteRefusedPermission } from "./actor";
import { correlationIdOf } from "./correlation";
import { isOwnOrigin } from "./own-origin";
import { type QueryContext, queryContext } from "./query-context";

/** The browser sees a failed call and nothing more; the words are for the log. */
export class NotPermitted extends Error {}

export type ReadActionDefinition<S extends z.ZodType, T> = {
  readonly permission: Permission;
  readonly schema: S;
  readonly run: (queries: QueryContext, input: z.output<S>) => Promise<T>;
};

/** A typed call from a component that only reads: a search box, a preview. The same checks as at any other door. */
export function readAction<S extends z.ZodType, T>(definition: ReadActionDefinition<S, T>) {
  return async (input: unknown): Promise<T> => {
    const { staff } = await permittedCaller(definition.permission);
    return definition.run(await queryContext(staff), definition.schema.parse(input));
  };
}

/** Who calls, where they may: a page of our own, a session, the permission. Throws otherwise. */
export async function permittedCaller(permission: Permission): Promise<{ staff: Staff; correlationId: string }> {
  const incoming = await headers();
  if (!isOwnOrigin(incoming)) throw new NotPermitted("a foreign page called an action");
  const staff = await currentStaff();
  if (!staff) throw new NotPermitted("no session");
  if (!can(staff.role, permission)) {
    await noteRefusedPermission(staff, permission);
    throw new NotPermitted(`the role ${staff.role} lacks ${permission}`);
  }
  return { staff, correlationId: correlationIdOf(incoming) };
}
