import type { TeamWorkView } from "@/components/team/console-views";
import { TeamWork } from "@/components/team/team-work";
import { durationText } from "@/lib/format/duration-text";
import { roleWords } from "@/lib/format/role-words";
import { dealsNewWork } from "@/lib/queries/team/deals-new-work";
import { getConsoleFigures } from "@/lib/queries/team/get-console-figures";
import { listTeamWork, type TeamWork as Work } from "@/lib/queries/team/list-team-work";
import { changeNewWork, previewHandOut, startHandOut } from "../actions";
import { type ConsoleScope, readConsolePanel } from "./console-scope";

export async function WorkPanel(scope: ConsoleScope) {
  const panel = await readConsolePanel("work", scope, async () => {
    const work = await listTeamWork(scope.queries, scope.period);
    const { unclaimed } = await getConsoleFigures(scope.queries, scope.period);
    return { ...toView(work, unclaimed), dealsNewWork: await dealsNewWork(scope.queries) };
  });
  return (
    <TeamWork
      panel={panel}
      clock={scope.clock}
      actions={{ preview: previewHandOut, start: startHandOut }}
      changeNewWork={changeNewWork}
    />
  );
}

function toView(work: readonly Work[], unclaimed: number): Omit<TeamWorkView, "dealsNewWork"> {
  const takers = work.filter((row) => row.isActive && (row.role === "csr" || row.role === "supervisor"));
  return {
    unclaimed,
    rows: work.map(({ person, role, isActive, firstTouchMs, ...row }) => {
      const choices = takers.map((taker) => taker.person).filter(({ id }) => id !== person.id);
      return {
        ...row,
        person,
        role: isActive ? (roleWords[role as keyof typeof roleWords] ?? role) : "left",
        href: `/unpaid?owner=${encodeURIComponent(person.id)}`,
        firstTouch: firstTouchMs === null ? null : durationText(firstTouchMs),
        reassign: row.owned > 0 && choices.length > 0 ? { act: "reassign" as const, from: person, choices } : null,
      };
    }),
  };
}
