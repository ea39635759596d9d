import { createHash } from "node:crypto";

/** Beyond so many different statements, further ones are planned each time: a session keeps every plan that has a name. */
let mostNames = 400;
const names = new Map<string, string>();

/**
 * A name under which a session keeps the plan of a statement, so that it is planned once per connection and not once per call. It is made of the text
 * alone: a web server holds this module several times over, and all copies use the same connections.
 */
export function statementName(text: string): string | undefined {
  let name = names.get(text);
  if (name === undefined && names.size < mostNames) {
    // A word of control is its own name, and can be found in what travels.
    name = /^[A-Z]+$/.test(text) ? text : `pd_${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
    names.set(text, name);
  }
  return name;
}

/** For a process that knows how many different statements it will ever send, and has few connections to keep their plans in. */
export function allowNames(most: number): void {
  mostNames = most;
}
