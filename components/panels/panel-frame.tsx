import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Card, type ObjectHue } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { ErrorPanel } from "@/components/ui/error-panel";
import { formatCount } from "@/components/ui/format-count";
import { formatTime } from "@/components/ui/format-moment";
import { Link } from "@/components/ui/link";
import type { PanelView } from "@/components/ui/panel-view";
import { SkeletonRows } from "@/components/ui/skeleton";

export type PanelFrameProps<View> = {
  id: string;
  title: string;
  icon: LucideIcon;
  hue: ObjectHue;
  panel: PanelView<View>;
  clock: ClockView;
  count?: (view: View) => { total: number; href: string };
  footer?: (view: View) => ReactNode;
  children: (view: View) => ReactNode;
};

/** A small Home panel. It fails alone, keeps showing what it last knew, and says when that was computed. */
export function PanelFrame<View>(props: PanelFrameProps<View>) {
  const { id, title, icon, hue, panel, clock, count, footer, children } = props;
  const { view } = panel;
  const counted = view && count?.(view);
  return (
    <Card
      id={id}
      title={title}
      icon={icon}
      hue={hue}
      className="flex flex-col"
      aside={
        counted && (
          <Link
            href={counted.href}
            className="num font-semibold"
            aria-label={`${title}: ${formatCount(counted.total)}, view all`}
          >
            {formatCount(counted.total)}
          </Link>
        )
      }
      footer={view && footer?.(view)}
    >
      {panel.status === "failed" && (
        <ErrorPanel title={`${title} could not be read.`} reference={panel.reference}>
          {panel.lastComputedAt
            ? `You see ${formatTime(panel.lastComputedAt, clock.timeZone)} data; nothing was changed.`
            : undefined}
        </ErrorPanel>
      )}
      <div className="flex-1">{view && children(view)}</div>
      {panel.status === "ready" && (
        <p className="sr-only">Computed at {formatTime(panel.computedAt, clock.timeZone, true)}</p>
      )}
    </Card>
  );
}

export type PanelSkeletonProps = { id: string; title: string; icon: LucideIcon; hue: ObjectHue; rows: number };

export function PanelSkeleton({ id, title, icon, hue, rows }: PanelSkeletonProps) {
  return (
    <Card id={id} title={title} icon={icon} hue={hue}>
      <SkeletonRows rows={rows} label={`${title} is being read`} />
    </Card>
  );
}
