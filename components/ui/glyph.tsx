import type { LucideIcon } from "lucide-react";
import type { ReactElement } from "react";

export type GlyphProps = { icon: LucideIcon; className: string };

/**
 * An icon for what stands many times on a page. The package draws each icon as a tree of parts, and making those trees was a fifth of the work
 * of a list; here the parts of an icon are one text, made once, and how it is drawn stands in the class `ic` and not on each.
 */
export function Glyph({ icon: Icon, className }: GlyphProps) {
  const drawing = drawingOf(Icon);
  if (drawing === null) return <Icon className={className} aria-hidden />;
  return (
    <svg
      viewBox="0 0 24 24"
      className={className}
      aria-hidden="true"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the package's own shapes, nothing that anybody typed
      dangerouslySetInnerHTML={drawing}
    />
  );
}

type Shape = readonly [tag: string, attributes: Readonly<Record<string, string>>];
type Drawing = { readonly __html: string };

const known = new WeakMap<LucideIcon, Drawing | null>();

function drawingOf(icon: LucideIcon): Drawing | null {
  const made = known.get(icon);
  if (made !== undefined) return made;
  const shapes = shapesOf(icon);
  const drawing = shapes && { __html: shapes.map(shapeText).join("") };
  known.set(icon, drawing);
  return drawing;
}

/** The package keeps the shapes to itself, but hands them to the component that draws them. */
function shapesOf(icon: LucideIcon): readonly Shape[] | null {
  const { render } = icon as unknown as {
    render?: (props: object, ref: null) => ReactElement<{ icon?: { node?: Shape[]; size?: number } }>;
  };
  const data = render?.({}, null).props.icon;
  return data?.size === 24 ? (data.node ?? null) : null;
}

function shapeText([tag, attributes]: Shape): string {
  const written = Object.entries(attributes).flatMap(([name, value]) =>
    name === "key" ? [] : [` ${name}="${value}"`],
  );
  return `<${tag}${written.join("")}></${tag}>`;
}
