import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Doors that are open on purpose, each with what stands there instead of a session. A new one is added here or fails. */
const openDoors: Readonly<Record<string, string>> = {
  "app/(auth)/sign-in/page.tsx": "signing in",
  "app/(auth)/actions.ts": "signing in and out",
  "app/api/auth/[...nextauth]/route.ts": "signing in and out",
  "app/api/health/route.ts": "no facts but up or down",
  "app/api/metrics/route.ts": "an API key, or this machine in demo and test mode",
  "app/api/freshness/route.ts": "its own check of the session",
  "app/api/test/clock/route.ts": "absent in production; administrator, API key or this machine",
  "app/api/webhooks/[gateway]/route.ts": "the gateway's signature",
  "app/api/v1/openapi.json/route.ts": "the description of the API holds no facts",
  "app/api/v1/[[...path]]/route.ts": "says that there is no such path",
  "app/(desk)/orders/[orderNumber]/@dialog/page.tsx": "draws nothing",
};
const openFolders = ["app/pay/", "app/dev/"];

const doors = globSync("app/**/{page.tsx,route.ts,actions.ts}").map((file) => ({
  file: file.replaceAll("\\", "/"),
  text: readFileSync(file, "utf8"),
}));
const lockedDoors = doors.filter(
  ({ file }) => !Object.hasOwn(openDoors, file) && !openFolders.some((folder) => file.startsWith(folder)),
);

describe("MR4-1: every door has its own lock", () => {
  it("MR4-1: the list is not empty", () => {
    expect(doors.length).toBeGreaterThan(5);
  });

  it.each(lockedDoors.filter(({ file }) => file.endsWith("page.tsx")))("MR4-1: $file asks who is there", ({ text }) => {
    expect(text).toMatch(/await requireStaff\(/);
  });

  it.each(lockedDoors.filter(({ file }) => file.endsWith("route.ts")))(
    "MR4-1: $file asks for a key or a session",
    ({ text }) => {
      const handlers = text.match(/export (const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b[^;{]*/g) ?? [];
      expect(handlers.length).toBeGreaterThan(0);
      for (const handler of handlers) expect(handler).toMatch(/= define(Desk)?Route\(/);
    },
  );

  it.each(lockedDoors.filter(({ text }) => text.startsWith('"use server"')))(
    "MR4-1: $file checks each action",
    ({ text }) => {
      const checked = [...text.matchAll(/const (\w+) = (?:defineAction|readAction)\(/g)].map((match) => match[1]);
      for (const line of text.match(/^export .*$/gm) ?? []) {
        const name = /^export async function (\w+)/.exec(line)?.[1];
        // A function that shapes what a checked read answers: the first thing it does is to ask.
        const body = name ? (text.split(`function ${name}(`)[1]?.split("\n}")[0] ?? "") : "";
        const asksFirst = checked.some((action) =>
          new RegExp(`\\{\\s*(const \\w+ = await|return) ${action}\\(`).test(body),
        );
        expect(asksFirst || /^export (const \w+ = (defineAction|readAction|ownAction)\(|type )/.test(line), line).toBe(
          true,
        );
      }
    },
  );
});
