import type { FormValue } from "./form-decoder";
import { invalidRequest, parameterMissing } from "./stripe-error";

/** Reads one parameter from its form text, or refuses it the way Stripe does. */
export interface Param<T> {
  /** The parameters within, for those that have any. */
  readonly within: Readonly<Record<string, Param<unknown>>> | null;
  read(value: FormValue, path: string): T;
}

export type Read<P> = P extends Param<infer T> ? T : never;
export type Shape = Readonly<Record<string, Param<unknown>>>;
export type ReadShape<S extends Shape> = { readonly [K in keyof S]?: Read<S[K]> };

export function fields<const S extends Shape>(shape: S): Param<ReadShape<S>> {
  return {
    within: shape,
    read(value, path) {
      if (typeof value === "string" || Array.isArray(value)) throw invalidRequest(`Invalid object`, { param: path });
      return readShape(shape, value, path);
    },
  };
}

export function readShape<S extends Shape>(shape: S, values: { [key: string]: FormValue }, path = ""): ReadShape<S> {
  const read: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    const where = path === "" ? key : `${path}[${key}]`;
    const param = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (param === undefined) {
      throw invalidRequest(`Received unknown parameter: ${where}`, { code: "parameter_unknown", param: where });
    }
    read[key] = param.read(value, where);
  }
  return read as ReadShape<S>;
}

export function need<T>(value: T | undefined, param: string): T {
  if (value === undefined) throw parameterMissing(param);
  return value;
}

const MAX_TEXT = 5000;

/** Text; an empty one is given as null, which unsets the value. */
export const text: Param<string | null> = leaf((value, path) => {
  if (value.length > MAX_TEXT) {
    throw invalidRequest(`Invalid string: must be at most ${MAX_TEXT} characters`, { param: path });
  }
  return value === "" ? null : value;
});

/** Text that says which object is meant, so it cannot be empty. */
export const reference: Param<string> = leaf((value, path) => {
  if (value !== "") return value;
  throw invalidRequest(
    `You passed an empty string for '${path}'. We assume empty values are an attempt to unset a parameter; however '${path}' cannot be unset. You should remove '${path}' from your request or supply a non-empty value.`,
    { code: "parameter_invalid_empty", param: path },
  );
});

export const integer: Param<number> = leaf((value, path) => {
  if (!/^-?\d{1,15}$/.test(value)) {
    throw invalidRequest(`Invalid integer: ${value}`, { code: "parameter_invalid_integer", param: path });
  }
  return Number(value);
});

export const positiveInteger: Param<number> = leaf((value, path) => {
  const number = integer.read(value, path);
  if (number >= 1) return number;
  throw invalidRequest(`This value must be greater than or equal to 1.`, {
    code: "parameter_invalid_integer",
    param: path,
  });
});

export const flag: Param<boolean> = leaf((value, path) => {
  if (value === "true" || value === "1") return true;
  if (value === "false" || value === "0") return false;
  throw invalidRequest(`Invalid boolean: ${value}`, { param: path });
});

export function oneOf<const T extends string>(...allowed: readonly T[]): Param<T> {
  return leaf((value, path) => {
    const found = allowed.find((option) => option === value);
    if (found !== undefined) return found;
    throw invalidRequest(`Invalid ${path}: must be one of ${allowed.join(", ")}`, { param: path });
  });
}

export function listOf<T>(item: Param<T>): Param<readonly T[]> {
  return {
    within: item.within,
    read(value, path) {
      if (value === "") return [];
      if (!Array.isArray(value)) throw invalidRequest("Invalid array", { param: path });
      return value.map((entry, index) => item.read(entry, `${path}[${index}]`));
    },
  };
}

/** Known to Stripe, of no effect here. */
export const ignored: Param<null> = { within: null, read: () => null };

export function allIgnored<const K extends string>(names: string & K): Readonly<Record<string, Param<null>>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, ignored]));
}

export const cleared = "cleared";

/** Changes to metadata: an empty value unsets a key, an empty parameter unsets all. */
export const metadata: Param<Readonly<Record<string, string>> | typeof cleared> = {
  within: null,
  read(value, path) {
    if (value === "") return cleared;
    if (typeof value === "string" || Array.isArray(value)) throw invalidRequest("Invalid object", { param: path });
    for (const [key, content] of Object.entries(value)) checkMetadata(key, content, path);
    return value as Record<string, string>;
  },
};

export function merged(
  present: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string>> | typeof cleared | undefined,
): Readonly<Record<string, string>> {
  if (change === undefined) return present;
  if (change === cleared) return {};
  return Object.fromEntries(Object.entries({ ...present, ...change }).filter(([, value]) => value !== ""));
}

export const createdFilter: Param<{ gt?: number; gte?: number; lt?: number; lte?: number }> = {
  within: { gt: integer, gte: integer, lt: integer, lte: integer },
  read(value, path) {
    if (typeof value === "string") {
      const moment = integer.read(value, path);
      return { gte: moment, lte: moment };
    }
    return fields({ gt: integer, gte: integer, lt: integer, lte: integer }).read(value, path);
  },
};

function leaf<T>(read: (value: string, path: string) => T): Param<T> {
  return {
    within: null,
    read(value, path) {
      if (typeof value === "string") return read(value, path);
      throw invalidRequest(`Invalid string: ${JSON.stringify(value)}`, { param: path });
    },
  };
}

function checkMetadata(key: string, content: FormValue, path: string): void {
  const where = `${path}[${key}]`;
  if (typeof content !== "string") throw invalidRequest(`Invalid string: ${JSON.stringify(content)}`, { param: where });
  if (key.length > 40) {
    throw invalidRequest(`Metadata keys must be under 40 characters long: ${key}`, { param: path });
  }
  if (content.length > 500) {
    throw invalidRequest(
      `Metadata values can have up to 500 characters, but you passed in a value that is ${content.length} characters.`,
      {
        param: where,
      },
    );
  }
}
