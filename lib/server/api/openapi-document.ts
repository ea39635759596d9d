import { z } from "zod";
import { type Endpoint, statusOfRefusal } from "../define-endpoint";
import { problemType, titleOf } from "../problem";
import { endpoints } from "./endpoints";

type Json = Record<string, unknown>;

/** OpenAPI 3.1, made from the very schemas that validate requests, so that it cannot say anything else. */
export function openapiDocument(): Json {
  const schemas: Json = { Problem: problemSchema };
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: operation(endpoint, schemas),
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Paydesk",
      version: "1",
      description:
        "Money is an object of whole minor units and an ISO 4217 code. Times are RFC 3339 in UTC. Errors are RFC 9457 problem documents with a stable code. An Idempotency-Key on a POST makes a repeat give the stored answer.",
    },
    servers: [{ url: "/api/v1" }],
    security: [{ key: [] }],
    paths,
    components: { securitySchemes: { key: { type: "http", scheme: "bearer" } }, schemas },
  };
}

function operation(endpoint: Endpoint, schemas: Json): Json {
  const { operationId, summary, description, method, body } = endpoint;
  return {
    operationId,
    summary,
    ...(description !== undefined && { description }),
    parameters: [
      ...parametersOf(endpoint.params, "path", schemas),
      ...parametersOf(endpoint.query, "query", schemas),
      ...(method === "POST" ? [idempotencyKey] : []),
    ],
    ...(body !== null && {
      requestBody: {
        required: !body.safeParse(undefined).success,
        content: { "application/json": { schema: toSchema(body, "input", schemas) } },
      },
    }),
    responses: { ...answersOf(endpoint, schemas), ...problemsOf(endpoint) },
  };
}

function parametersOf(fields: z.ZodObject, place: "path" | "query", schemas: Json): Json[] {
  return Object.entries(fields.shape).map(([name, field]) => {
    const { description, ...schema } = toSchema(field as z.ZodType, "input", schemas);
    return {
      name,
      in: place,
      required: place === "path" || !(field as z.ZodType).safeParse(undefined).success,
      ...(description !== undefined && { description }),
      schema,
    };
  });
}

function answersOf({ answers, method }: Endpoint, schemas: Json): Json {
  return Object.fromEntries(
    Object.entries(answers).map(([status, { description, schema }]) => [
      status,
      {
        description,
        headers: method === "POST" ? { ...correlationHeader, ...replayedHeader } : correlationHeader,
        ...(schema && { content: { "application/json": { schema: toSchema(schema, "output", schemas) } } }),
      },
    ]),
  );
}

/** Every code that a call may refuse with, by status. */
function problemsOf(endpoint: Endpoint): Json {
  const codes = new Map<number, string[]>();
  const add = (status: number, ...more: string[]) => codes.set(status, [...(codes.get(status) ?? []), ...more]);
  add(401, "unauthorized");
  add(422, "invalid_request");
  add(413, "content_too_large");
  add(400, "invalid_json");
  if (endpoint.body !== null) add(415, "unsupported_media_type");
  if (endpoint.method === "POST") {
    add(409, "idempotency_key_in_use");
    add(422, "idempotency_key_reused", "invalid_idempotency_key");
  }
  for (const reason of endpoint.refusals) add(statusOfRefusal(endpoint, reason), reason);
  add(500, "internal_error");
  return Object.fromEntries(
    [...codes].map(([status, list]) => [
      status,
      {
        description: `${titleOf(status)}: ${list.join(", ")}`,
        content: {
          [problemType]: {
            schema: {
              allOf: [{ $ref: "#/components/schemas/Problem" }],
              properties: { status: { const: status }, code: { enum: list } },
            },
          },
        },
      },
    ]),
  );
}

/** As JSON Schema 2020-12, which OpenAPI 3.1 speaks; schemas with a name of their own move to the document's components. */
function toSchema(schema: z.ZodType, io: "input" | "output", schemas: Json): Json {
  const made = z.toJSONSchema(schema, { io, unrepresentable: asInteger }) as Json;
  const { $schema: _, $defs = {}, ...root } = toComponents(made);
  for (const [name, definition] of Object.entries($defs as Record<string, Json>)) schemas[name] = withoutId(definition);
  const name = schema.meta()?.id;
  if (typeof name !== "string" || "$ref" in root) return root;
  schemas[name] = withoutId(root);
  return { $ref: `#/components/schemas/${name}` };
}

function withoutId({ id: _, ...schema }: Json): Json {
  return schema;
}

/** An amount is a bigint in here and an integer on the wire. */
function asInteger({ zodSchema }: { zodSchema: z.core.$ZodTypes }) {
  return zodSchema._zod.def.type === "bigint" ? { type: "integer" as const, format: "int64" } : "throw";
}

function toComponents(made: Json): Json {
  return JSON.parse(JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
}

const idempotencyKey: Json = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "Same key and body: the stored answer again. Same key, other body: 422. Still running: 409.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

const correlationHeader: Json = {
  "X-Correlation-Id": { description: "Yours, or one of ours; it is in every log line", schema: { type: "string" } },
};

const replayedHeader: Json = {
  "Idempotent-Replayed": { description: "true where the answer is a stored one", schema: { const: "true" } },
};

const problemSchema: Json = {
  type: "object",
  description: "RFC 9457",
  required: ["type", "title", "status", "code"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", description: "Stable: what a program reads" },
    detail: { type: "string", description: "For people; may change" },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["code", "detail"],
        properties: {
          pointer: { type: "string", description: "RFC 6901 into the body" },
          parameter: { type: "string", description: "Name of a path or query parameter" },
          code: { type: "string" },
          detail: { type: "string" },
        },
      },
    },
  },
};
