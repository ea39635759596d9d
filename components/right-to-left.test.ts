import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const screens = [...globSync("app/**/*.tsx"), ...globSync("components/**/*.tsx")].filter(
  (file) => !file.endsWith(".test.tsx"),
);

it("IN-1: wherever a screen shows a customer's name, it turns no digit beside it", () => {
  const shown = screens.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return [...text.matchAll(/(.{0,8})\{[\w.]*customerName\}/g)].map(([whole, before = ""]) => ({
      file,
      whole,
      before,
    }));
  });
  const asContent = shown.filter(({ before }) => !before.endsWith("="));
  expect(asContent.length).toBeGreaterThan(8);
  expect(asContent.filter(({ before }) => !before.endsWith("<bdi>"))).toEqual([]);
});
