import { existsSync, readFileSync } from "node:fs";
import Ajv, { type ValidateFunction } from "ajv";

// biome-ignore lint/suspicious/noExplicitAny: the descriptions are foreign JSON documents.
export type Node = any;

/** PayPal's published descriptions stay beside the repository; a clone without them skips what needs them. */
export const descriptionsFolder = new URL("../../../../shared/data/", import.meta.url);
export const arePresent = existsSync(new URL("paypal-orders-v2.json", descriptionsFolder));

export function describedIn(file: string): Node {
  return arePresent ? JSON.parse(readFileSync(new URL(file, descriptionsFolder), "utf8")) : { paths: {} };
}

export function operationOf(description: Node, pattern: string, method: string): Node {
  const wanted = pattern.replaceAll("{id}", "{}");
  const path = Object.keys(description.paths).find((each) => each.replaceAll(/\{[^}]+\}/g, "{}") === wanted);
  return description.paths[path ?? ""][method.toLowerCase()];
}

const compiled = new Map<string, ValidateFunction>();

function compile(description: Node, schema: Node): ValidateFunction {
  const key = description.info.title + JSON.stringify(schema);
  const validate =
    compiled.get(key) ??
    new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(closed(description, schema));
  compiled.set(key, validate);
  return validate;
}

/** The schema with its references and parts joined into one, so that every object takes its described fields and no others. */
function closed(description: Node, schema: Node): Node {
  if (Array.isArray(schema)) return schema.map((each) => closed(description, each));
  if (typeof schema !== "object" || schema === null) return schema;
  const { $ref, allOf = [], properties, ...rest } = schema;
  const parts = [...($ref ? [description.components.schemas[$ref.split("/").at(-1)]] : []), ...allOf].map((part) =>
    closed(description, part),
  );
  const own = properties && mapped(properties, (each) => closed(description, each));
  const fields = Object.assign({}, ...parts.map((part) => part.properties ?? {}), own);
  const inner = mapped(rest, (value, name) =>
    name === "enum" || name === "required" ? value : closed(description, value),
  );
  const joined = { ...Object.assign({}, ...parts), ...inner };
  return Object.keys(fields).length === 0
    ? joined
    : { ...joined, properties: fields, additionalProperties: joined.additionalProperties === true };
}

function mapped(object: Node, change: (value: Node, name: string) => Node): Node {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
}

export function problems(description: Node, schema: Node, body: Node): string[] {
  const validate = compile(description, schema);
  if (validate(body)) return [];
  return (validate.errors ?? [])
    .map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`)
    .slice(0, 5);
}
