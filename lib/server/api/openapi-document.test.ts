import { existsSync, globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import { endpoints } from "./endpoints";
import { openapiDocument } from "./openapi-document";

const root = fileURLToPath(new URL("../../../app/api/v1", import.meta.url));
const document = JSON.parse(JSON.stringify(openapiDocument()));

describe("openapi.json", () => {
  it("MR4-2: lists every route of the API, and no route is missing", () => {
    const unlisted = new Set(["openapi.json", "[[...path]]"]);
    const files = globSync("**/route.ts", { cwd: root }).map((file) => file.replace(/\/route\.ts$/, ""));
    const listed = new Set(endpoints.map(({ path }) => path.slice(1).replaceAll("{", "[").replaceAll("}", "]")));
    expect(files.filter((file) => !unlisted.has(file)).sort()).toEqual([...listed].sort());
    for (const file of unlisted) expect(existsSync(`${root}/${file}/route.ts`)).toBe(true);
  });

  it("MR4-33: names each operation once, and each of its path's parameters", () => {
    const ids = endpoints.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, method, params } of endpoints) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(Object.keys(params.shape).sort(), `${method} ${path}`).toEqual(named.sort());
    }
  });

  it("MR4-33: has only references that lead somewhere, and schemas that JSON Schema 2020-12 accepts", () => {
    const references = JSON.stringify(document).match(/"#\/components\/schemas\/\w+"/g) ?? [];
    for (const reference of references) {
      expect(document.components.schemas, reference).toHaveProperty(reference.slice(1, -1).split("/").at(-1) ?? "");
    }
    const ajv = new Ajv2020({ strict: false, formats: { "date-time": true, date: true, email: true, int64: true } });
    ajv.addSchema(document, "openapi");
    for (const name of Object.keys(document.components.schemas)) {
      expect(ajv.compile({ $ref: `openapi#/components/schemas/${name}` })).toBeTypeOf("function");
    }
  });

  it("I3: money is whole minor units in both directions, and unknown fields are refused", () => {
    const { Money, MoneyInput, PutOrder } = document.components.schemas;
    expect(Money.properties.amountMinor.type).toBe("integer");
    expect(MoneyInput.properties.amountMinor).toMatchObject({
      type: "integer",
      minimum: 0,
      maximum: 999_999_999_999_999,
    });
    expect(PutOrder.additionalProperties).toBe(false);
  });

  it("MR4-1: everything but the description itself needs a bearer key", () => {
    expect(document.security).toEqual([{ key: [] }]);
    expect(document.components.securitySchemes.key).toEqual({ type: "http", scheme: "bearer" });
    expect(JSON.stringify(document.paths)).not.toContain('"security"');
  });
});
