import { UsersRound } from "lucide-react";
import { PanelFrame, PanelSkeleton } from "@/components/panels/panel-frame";
import type { TeamWorkView } from "@/components/team/console-views";
import { HandOutButton } from "@/components/team/hand-out-button";
import type { HandOutActions } from "@/components/team/hand-out-view";
import { NewWork } from "@/components/team/new-work";
import { WorkRows } from "@/components/team/work-rows";
import type { FormAction } from "@/components/ui/action-state";
import { Amount } from "@/components/ui/amount";
import { Avatar } from "@/components/ui/avatar";
import type { ClockView } from "@/components/ui/clock-view";
import { formatCount } from "@/components/ui/format-count";
import { Link } from "@/components/ui/link";
import type { PanelView } from "@/components/ui/panel-view";
import { ScrollBox } from "@/components/ui/scroll-box";

const frame = { id: "h-work", title: "Workload", icon: UsersRound, hue: "person" } as const;

export type TeamWorkProps = {
  panel: PanelView<TeamWorkView>;
  clock: ClockView;
  actions: HandOutActions;
  changeNewWork: FormAction;
};

/** Who has what, did what, and how soon they came to it: each name leads to that colleague's queue. */
export function TeamWork({ panel, clock, actions, changeNewWork }: TeamWorkProps) {
  return (
    <PanelFrame {...frame} panel={panel} clock={clock}>
      {({ rows, unclaimed, dealsNewWork }) => (
        <>
          <div className="flex flex-wrap items-center gap-3 px-4 pb-3">
            <p className="text-muted flex-1">
              {unclaimed === 0
                ? "Every open order has an owner."
                : `${formatCount(unclaimed)} ${unclaimed === 1 ? "order has" : "orders have"} no owner.`}
              {rows.every((row) => row.claimed === 0) && " No one is working on an order right now."}
            </p>
            <HandOutButton ask={{ act: "even_out" }} actions={actions} />
          </div>
          <NewWork deals={dealsNewWork} change={changeNewWork} />
          <ScrollBox label="Workload of each colleague">
            <table className="tbl min-w-[1070px]">
              <colgroup>
                <col />
                <col style={{ width: 180 }} />
                <col style={{ width: 80 }} />
                <col style={{ width: 110 }} />
                <col style={{ width: 70 }} />
                <col style={{ width: 170 }} />
                <col style={{ width: 150 }} />
                <col style={{ width: 130 }} />
              </colgroup>
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Role</th>
                  {["Owned", "Working on", "Done", "Recovered", "First touch, median"].map((label) => (
                    <th key={label} scope="col" className="r">
                      {label}
                    </th>
                  ))}
                  <th scope="col">
                    <span className="sr-only">Action</span>
                  </th>
                </tr>
              </thead>
              <WorkRows>
                {rows.map((row) => (
                  <tr key={row.person.id}>
                    <td>
                      <span className="flex items-center gap-2">
                        <Avatar person={row.person} size="xs" />
                        <Link href={row.href} className="truncate font-semibold">
                          {row.person.name}
                        </Link>
                      </span>
                    </td>
                    <td className="text-muted">{row.role}</td>
                    <td className="r num">{row.owned}</td>
                    <td className="r num">{row.claimed}</td>
                    <td className="r num">{row.done}</td>
                    <td className="r">
                      {row.recovered.length === 0 ? (
                        <span className="text-muted">none</span>
                      ) : (
                        <span className="flex flex-col items-end">
                          {row.recovered.map((sum) => (
                            <Amount key={sum.currency} amount={sum} />
                          ))}
                        </span>
                      )}
                    </td>
                    <td className="r num">{row.firstTouch ?? <span className="text-muted">none yet</span>}</td>
                    <td className="r">{row.reassign && <HandOutButton ask={row.reassign} actions={actions} />}</td>
                  </tr>
                ))}
              </WorkRows>
            </table>
          </ScrollBox>
        </>
      )}
    </PanelFrame>
  );
}

export function TeamWorkSkeleton() {
  return <PanelSkeleton {...frame} rows={6} />;
}
