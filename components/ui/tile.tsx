import { classNames } from "@/components/ui/class-names";
import { formatCount } from "@/components/ui/format-count";
import { Link } from "@/components/ui/link";

/** A view with its count; lit only when the URL is that view. */
export type TileView = {
  key: string;
  label: string;
  count: number;
  href: string;
  tone?: "bad" | "warn";
  isCurrent: boolean;
  /** Draws a line in front: the tiles after it cut the same rows another way. */
  startsGroup?: boolean;
};

export function Tiles({ tiles }: { tiles: TileView[] }) {
  return tiles.map((tile) => (
    <span key={tile.key} className="contents">
      {tile.startsGroup && <span className="vr mx-[3px] my-1" />}
      <Link
        className={classNames("tile", tile.tone && `tile-${tile.tone}`)}
        href={tile.href}
        aria-current={tile.isCurrent ? "true" : undefined}
        scroll={false}
      >
        <b>{formatCount(tile.count)}</b> {tile.label}
      </Link>
    </span>
  ));
}
