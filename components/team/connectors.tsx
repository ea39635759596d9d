import { Plug } from "lucide-react";
import { PanelFrame, PanelSkeleton } from "@/components/panels/panel-frame";
import type { ConnectorsView } from "@/components/team/console-views";
import { Badge } from "@/components/ui/badge";
import type { ClockView } from "@/components/ui/clock-view";
import type { PanelView } from "@/components/ui/panel-view";

const frame = { id: "h-connectors", title: "Connections", icon: Plug, hue: "link" } as const;

export type ConnectorsProps = { panel: PanelView<ConnectorsView>; clock: ClockView };

/** Each far side by its last answers. */
export function Connectors({ panel, clock }: ConnectorsProps) {
  return (
    <PanelFrame {...frame} panel={panel} clock={clock}>
      {({ connectors }) => (
        <ul className="flex flex-wrap gap-x-6 gap-y-2 px-4 pb-4">
          {connectors.map(({ name, badge, note }) => (
            <li key={name} className="flex flex-wrap items-center gap-2">
              <Badge badge={badge} />
              {note && <span className="lab">{note}</span>}
            </li>
          ))}
        </ul>
      )}
    </PanelFrame>
  );
}

export function ConnectorsSkeleton() {
  return <PanelSkeleton {...frame} rows={1} />;
}
