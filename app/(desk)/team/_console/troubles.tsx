import type { TroublesView, TroubleView } from "@/components/team/console-views";
import { Troubles } from "@/components/team/troubles";
import { can, type Role } from "@/lib/auth/permissions";
import { type Troubles as Counts, countTroubles } from "@/lib/queries/team/count-troubles";
import { previewHandOut, startHandOut } from "../actions";
import { type ConsoleScope, readConsolePanel } from "./console-scope";

export async function TroublesPanel(scope: ConsoleScope) {
  const panel = await readConsolePanel("troubles", scope, async () =>
    toView(await countTroubles(scope.queries), scope.staff.role),
  );
  return <Troubles panel={panel} clock={scope.clock} actions={{ preview: previewHandOut, start: startHandOut }} />;
}

function toView(counts: Counts, role: Role): TroublesView {
  const mayCompare = can(role, "reconciliation.view");
  const troubles: TroubleView[] = [
    {
      key: "unanswered",
      count: counts.unanswered,
      label: "No answer from the gateway",
      note: "for over 10 minutes; the house keeps asking",
      href: "/unconfirmed",
    },
    {
      key: "half_linked",
      count: counts.halfLinked,
      label: "Half linked",
      note: "the new order exists, the old one is still open",
      href: "/unpaid?reason=half_linked",
    },
    {
      key: "mails",
      count: counts.refusedMails,
      label: "Mail address refused",
      note: "the customer never got the link; another address may do",
      href: "/approvals?state=not_delivered",
    },
    {
      key: "tasks",
      count: counts.lateTasks,
      label: "Failures that nobody has taken",
      note: "for over a day; hand them out below, or take them",
      href: "/unpaid?reason=capture_failed&owner=nobody",
    },
    {
      key: "stuck",
      count: counts.stuckClaims,
      label: "Claims without activity",
      note: "taken over 20 minutes ago, and nothing came of it",
      href: null,
    },
    {
      key: "books",
      count: counts.overdueDifferences,
      label: "Books differ, over 24 h",
      note: mayCompare ? "to be explained" : "a payment administrator can explain or mend them",
      href: mayCompare ? "/reconciliation" : null,
    },
  ];
  return {
    troubles,
    total: troubles.reduce((total, { count }) => total + count, 0),
    stuck: counts.stuckClaims,
  };
}
