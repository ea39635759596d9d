import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./theme.css", import.meta.url), "utf8");

const text = 4.5;
const part = 3;

/** [ink, ground, least contrast] */
const pairs: [string, string, number][] = [
  ["ink", "page", text],
  ["ink", "card", text],
  ["ink", "well", text],
  ["ink", "row-on", text],
  ["muted", "card", text],
  ["muted", "row-on", text],
  ["muted", "well", text],
  ["faint", "card", text],
  ["faint", "inset", text],
  ["link", "card", text],
  ["link", "page", text],
  ["link", "row-on", text],
  ["brand-strong", "brand-soft", text],
  ["bad", "card", text],
  ["ok-ink", "ok-bg", text],
  ["warn-ink", "warn-bg", text],
  ["bad-ink", "bad-bg", text],
  ["info-ink", "info-bg", text],
  ["wait-ink", "wait-bg", text],
  ["ok-ink", "row-new", text],
  ["field", "card", part],
  ["ok", "card", part],
  ["warn", "card", part],
  ["info", "card", part],
  ["wait", "card", part],
  ["focus", "card", part],
];

describe("the theme's contrast", () => {
  for (const [index, scheme] of (["light", "dark"] as const).entries()) {
    it.each(pairs)(`%s on %s is at least %d to 1, ${scheme}`, (ink, ground, least) => {
      expect(contrast(token(ink)[index] ?? "", token(ground)[index] ?? "")).toBeGreaterThanOrEqual(least);
    });
  }

  it.each(["brand", "bad-solid", "ok-solid", "obj-order", "obj-clock", "obj-fail", "obj-wait", "obj-link", "obj-team"])(
    "white on %s can be read",
    (ground) => {
      expect(contrast("#ffffff", token(ground)[0] ?? "")).toBeGreaterThanOrEqual(text);
    },
  );
});

function token(name: string): string[] {
  const value = new RegExp(`--color-${name}: ([^;]+);`).exec(css)?.[1] ?? "";
  const colors = value.match(/#[0-9a-f]{6}/g) ?? [];
  return colors.length === 2 ? colors : [colors[0] ?? "", colors[0] ?? ""];
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
