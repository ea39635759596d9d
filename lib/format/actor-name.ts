/** Who did something, from what is stored: `staff:usr_…`, `system:sweep`, `customer:apr_…`, `api:name`. */
export type ActorWords = { readonly names: ReadonlyMap<string, string>; readonly customer: string };

/** "Andre Becker", "Carmen", "schedule", "commerce system". */
export function actorName(actor: string, { names, customer }: ActorWords): string {
  const [kind = "", rest = ""] = splitActor(actor);
  switch (kind) {
    case "staff":
      return names.get(rest) ?? "a colleague";
    case "customer":
      return customer;
    case "api":
      return "shop system";
    default:
      return "schedule";
  }
}

export function isStaffActor(actor: string): boolean {
  return actor.startsWith("staff:");
}

/** Ids of the colleagues among some actors. */
export function staffIdsOf(actors: Iterable<string>): string[] {
  const ids = new Set<string>();
  for (const actor of actors) if (isStaffActor(actor)) ids.add(splitActor(actor)[1] ?? "");
  return [...ids];
}

function splitActor(actor: string): [string, string] {
  const at = actor.indexOf(":");
  return at < 0 ? [actor, ""] : [actor.slice(0, at), actor.slice(at + 1)];
}
