import type { OverrideAskView, TroublesView, TroubleView } from "@/components/team/console-views";
import { Troubles } from "@/components/team/troubles";
import { can, type Role } from "@/lib/auth/permissions";
import { refusalText } from "@/lib/format/refusal-words";
import { type Troubles as Counts, countTroubles } from "@/lib/queries/team/count-troubles";
import { listOverrideAsks, type OverrideAsk } from "@/lib/queries/team/list-override-asks";
import { orderHref } from "../../_lists/order-row";
import { allowAskedOverride, previewHandOut, refuseAskedOverride, startHandOut } from "../actions";
import { type ConsoleScope, readConsolePanel } from "./console-scope";

export async function TroublesPanel(scope: ConsoleScope) {
  const { queries, staff, clock } = scope;
  const panel = await readConsolePanel("troubles", scope, async () => {
    const [counts, asked] = await Promise.all([countTroubles(queries), listOverrideAsks(queries)]);
    return toView(counts, asked, staff.role);
  });
  const decide = { allow_override: allowAskedOverride, refuse_override: refuseAskedOverride };
  return (
    <Troubles panel={panel} clock={clock} actions={{ preview: previewHandOut, start: startHandOut }} decide={decide} />
  );
}

function toAskView({ overrideId, orderNumber, isOwn, ...ask }: OverrideAsk): OverrideAskView {
  const fields = { orderNumber, overrideId };
  const because = `${ask.askedBy} asks: ${ask.reason}`;
  const own = isOwn ? { refusal: refusalText("override_own") } : {};
  const both = { fields, because, needsReason: true, ...own };
  return {
    overrideId,
    orderNumber,
    href: orderHref(orderNumber),
    ...ask,
    allow: {
      ...both,
      kind: "allow_override",
      label: "Allow",
      explanation:
        "The goods may leave although nothing holds the money, and the order is marked. The money stays owed.",
    },
    refuse: {
      ...both,
      kind: "refuse_override",
      label: "Refuse",
      explanation: "The order stays as it is. Your word is told to whoever asked.",
    },
  };
}

function toView(counts: Counts, asked: Awaited<ReturnType<typeof listOverrideAsks>>, role: Role): TroublesView {
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
      key: "jobs",
      count: counts.stoppedJobs,
      label: "Jobs given up",
      note: "tried so often that the house stopped; look why, and have them tried again",
      href: "/unconfirmed",
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
    total: troubles.reduce((total, { count }) => total + count, asked.total),
    asks: asked.asks.map(toAskView),
    stuck: counts.stuckClaims,
  };
}
