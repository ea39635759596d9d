import { readFileSync } from "node:fs";
import { Banknote, CircleX, Hourglass } from "lucide-react";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Glyph } from "./glyph";

/** What the package writes on each icon, and the style sheet for all; a size it names itself, which the class replaces. */
const looks = [
  ["fill", "none"],
  ["height", "24"],
  ["stroke-linecap", "round"],
  ["stroke-linejoin", "round"],
  ["stroke-width", "2"],
  ["stroke", "currentColor"],
  ["width", "24"],
  ["xmlns", "http://www.w3.org/2000/svg"],
] as const;

it("the class of all icons says how they are drawn", () => {
  const [rule = ""] = /\.ic \{[^}]*\}/.exec(readFileSync("components/styles/marks.css", "utf8")) ?? [];
  for (const [name, value] of looks) if (name !== "xmlns") expect(rule).toContain(`${name}: ${sizes[name] ?? value};`);
});

const sizes: Readonly<Record<string, string>> = { width: "16px", height: "16px" };

describe("an icon that is drawn as one text", () => {
  it.each([Banknote, CircleX, Hourglass])("has the very shapes that the package draws", (icon) => {
    const drawn = renderToStaticMarkup(createElement(Glyph, { icon, className: "ic" }));
    const asPackage = renderToStaticMarkup(createElement(icon, { className: "ic", "aria-hidden": true }));
    const inStyle = attributesOf(asPackage).filter((attribute) => !attributesOf(drawn).includes(attribute));
    expect(inStyle).toEqual(looks.map(([name, value]) => `${name}="${value}"`));
    expect(shapesOf(drawn)).toBe(shapesOf(asPackage));
    expect(drawn).toContain('class="ic"');
  });
});

function shapesOf(svg: string): string {
  return svg.slice(svg.indexOf(">") + 1);
}

function attributesOf(svg: string): string[] {
  const head = svg.slice(0, svg.indexOf(">")).replace(/ class="[^"]*"/, "");
  return [...head.matchAll(/[\w-]+="[^"]*"/gi)].map(([attribute]) => attribute).sort();
}
