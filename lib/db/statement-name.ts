import { createHash } from "node:crypto";

/** Beyond so many different statements, further ones are planned each time: a session keeps every plan that has a name. */
const MAX_NAMED = 400;
const names = new Map<string, string>();

/**
 * A name under which a session keeps the plan of a statement, so that it is planned once per connection and not once per call. It is made of the text
 * alone: a web server holds this module several times over, and all copies use the same connections.
 */
export function statementName(text: string): string | undefined {
  let name = names.get(text);
  if (name === undefined && names.size < MAX_NAMED) {
    // A word of control is its own name, and can be found in what travels.
    name = /^[A-Z]+$/.test(text) ? text : `pd_${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
    names.set(text, name);
  }
  return name;
}
