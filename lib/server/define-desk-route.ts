import "server-only";
import { can, type Permission } from "@/lib/auth/permissions";
import type { Staff } from "@/lib/auth/staff";
import { logger } from "@/lib/config/logger";
import { currentStaff, noteRefusedPermission } from "./actor";
import { correlationIdOf } from "./correlation";
import { jsonText } from "./json-text";
import { problem } from "./problem";
import { type QueryContext, queryContext } from "./query-context";

export type DeskRouteCall = {
  readonly queries: QueryContext;
  readonly staff: Staff;
  readonly params: Readonly<Record<string, string>>;
  readonly url: URL;
};

export type DeskRouteDefinition = {
  readonly permission: Permission;
  /** A ready response, a value to send as JSON, or null where the store has no such thing. */
  readonly run: (call: DeskRouteCall) => Promise<unknown>;
};

type DeskRoute = (
  request: Request,
  context: { params: Promise<Record<string, string> | undefined> },
) => Promise<Response>;

/**
 * A door that an open page of the desk reads through, beside its server actions: those run one after another, and a person who moves along a
 * list should never wait behind an act. The same checks as at a page: session, permission, store.
 */
export function defineDeskRoute({ permission, run }: DeskRouteDefinition): DeskRoute {
  return async (request, { params }) => {
    const correlationId = correlationIdOf(request.headers);
    try {
      const staff = await currentStaff();
      if (!staff) return problem({ status: 401, code: "not_signed_in" });
      if (!can(staff.role, permission)) {
        await noteRefusedPermission(staff, permission);
        return problem({ status: 403, code: "not_permitted" });
      }
      const queries = await queryContext(staff);
      const value = await run({ queries, staff, params: (await params) ?? {}, url: new URL(request.url) });
      if (value instanceof Response) return value;
      if (value === null) return problem({ status: 404, code: "not_found" });
      return new Response(jsonText(value), {
        headers: { "content-type": "application/json", "cache-control": "no-store" },
      });
    } catch (error) {
      logger.error({ err: error, correlationId, permission }, "desk route failed");
      return problem({ status: 500, code: "internal_error", detail: `Reference ${correlationId}` });
    }
  };
}
