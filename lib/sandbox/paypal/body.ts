import type { MoneyInput } from "./amounts";
import { invalidRequest } from "./paypal-error";

export type Json = Readonly<Record<string, unknown>>;

/** A request's body; an empty one is an empty object. */
export function parseBody(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw invalidRequest("MALFORMED_REQUEST_JSON", "/", "The request JSON is not well formed.");
  }
}

export function objectOf(value: unknown, field: string): Json {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Json;
  throw invalidRequest(
    "INVALID_PARAMETER_SYNTAX",
    field,
    "The value of a field does not conform to the expected format.",
  );
}

/** Fields that PayPal does not describe are refused: a mistyped one would be a silent loss. */
export function onlyFields(value: Json, known: readonly string[], field: string): Json {
  for (const name of Object.keys(value))
    if (!known.includes(name))
      throw invalidRequest("INVALID_PARAMETER_VALUE", `${field}/${name}`, "The value of a field is invalid.");
  return value;
}

export function optionalText(value: Json, name: string, longest: number, field: string): string | null {
  const text = value[name];
  if (text === undefined || text === null) return null;
  if (typeof text !== "string")
    throw invalidRequest(
      "INVALID_PARAMETER_SYNTAX",
      `${field}/${name}`,
      "The value of a field does not conform to the expected format.",
    );
  if (text.length === 0 || text.length > longest)
    throw invalidRequest(
      "INVALID_STRING_LENGTH",
      `${field}/${name}`,
      "The value of a field is either too short or too long.",
    );
  return text;
}

export function moneyOf(value: unknown, field: string): MoneyInput {
  const { currency_code, value: amount } = onlyFields(
    objectOf(value, field),
    ["currency_code", "value", "breakdown"],
    field,
  );
  if (typeof currency_code !== "string" || !/^[A-Z]{3}$/.test(currency_code))
    throw invalidRequest(
      "INVALID_PARAMETER_SYNTAX",
      `${field}/currency_code`,
      "The value of a field does not conform to the expected format.",
    );
  if (typeof amount !== "string" || !/^-?(\d+|\d*\.\d+)$/.test(amount) || amount.length > 32)
    throw invalidRequest(
      "INVALID_PARAMETER_SYNTAX",
      `${field}/value`,
      "The value of a field does not conform to the expected format.",
    );
  return { currency_code, value: amount };
}

export function missing(field: string): Error {
  return invalidRequest("MISSING_REQUIRED_PARAMETER", field, "A required field / parameter is missing.");
}
