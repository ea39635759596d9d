import { openDoor } from "../api-hall";
import { problem } from "../problem";

type Handlers = Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS", (request: Request) => Response>;

/** What a path answers to the methods that it does not have. A route file exports its own handlers beside these. */
export function otherMethods(...allowed: string[]): Handlers {
  const allow = allowed.join(", ");
  const refuse = openDoor(() =>
    problem({ status: 405, code: "method_not_allowed", detail: `This path takes ${allow}.`, headers: { allow } }),
  );
  const tell = openDoor(() => new Response(null, { status: 204, headers: { allow } }));
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS: tell };
}
