import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Age } from "./age";

const clock = { now: "2026-11-26T14:06:30Z", timeZone: "Europe/Madrid" };

describe("how long ago it failed", () => {
  it.each([
    ["2026-11-26T14:06:00Z", "just now"],
    ["2026-11-26T14:02:00Z", "4 m ago"],
    ["2026-11-26T11:00:00Z", "3 h ago"],
    ["2026-11-20T14:00:00Z", "6 d ago"],
  ])("F17: %s is %s, and the moment itself is its title and read out", (at, age) => {
    const html = renderToStaticMarkup(<Age at={at} what="Failed" clock={clock} />);
    expect(html).toContain(`>${age}<`);
    const moment = /title="(Failed [^"]+ CET)"/.exec(html)?.[1] ?? "no title";
    expect(html).toContain(`<span class="sr-only">. ${moment}</span>`);
  });
});
