import { Banknote, CircleX, Hourglass } from "lucide-react";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Glyph } from "./glyph";

describe("an icon that is drawn as one text", () => {
  it.each([Banknote, CircleX, Hourglass])("has the very shapes that the package draws", (icon) => {
    const drawn = renderToStaticMarkup(createElement(Glyph, { icon, className: "ic" }));
    const asPackage = renderToStaticMarkup(createElement(icon, { className: "ic", "aria-hidden": true }));
    expect(attributesOf(drawn)).toEqual(attributesOf(asPackage));
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
