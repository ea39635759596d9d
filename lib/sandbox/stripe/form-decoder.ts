export type FormValue = string | FormValue[] | { [key: string]: FormValue };

const MAX_DEPTH = 8;

/** `a[b][0][c]=1` becomes `{a: {b: [{c: "1"}]}}`. Keys that are all whole numbers, or empty, make a list. */
export function decodeForm(text: string): { [key: string]: FormValue } {
  const root: Branch = new Map();
  if (text === "") return {};
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const key = unescapeForm(equals === -1 ? pair : pair.slice(0, equals));
    place(root, pathOf(key), equals === -1 ? "" : unescapeForm(pair.slice(equals + 1)));
  }
  return Object.fromEntries([...root].map(([key, value]) => [key, settle(value)]));
}

type Branch = Map<string, Branch | string>;

function unescapeForm(text: string): string {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

function pathOf(key: string): string[] {
  const open = key.indexOf("[");
  if (open <= 0) return [key];
  const inner = [...key.slice(open).matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1] ?? "");
  return [key.slice(0, open), ...inner].slice(0, MAX_DEPTH);
}

function place(root: Branch, path: readonly string[], value: string): void {
  let branch = root;
  path.forEach((segment, depth) => {
    const key = segment === "" && depth > 0 ? String(branch.size) : segment;
    if (depth === path.length - 1) {
      branch.set(key, value);
      return;
    }
    const next = branch.get(key);
    if (next instanceof Map) {
      branch = next;
    } else {
      const fresh: Branch = new Map();
      branch.set(key, fresh);
      branch = fresh;
    }
  });
}

function settle(value: Branch | string): FormValue {
  if (typeof value === "string") return value;
  const entries = [...value];
  if (entries.every(([key]) => /^\d+$/.test(key))) {
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => settle(item));
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, settle(item)]));
}
