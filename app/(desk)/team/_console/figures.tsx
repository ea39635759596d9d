import { ConsoleFigures } from "@/components/team/console-figures";
import type { ConsoleFiguresView } from "@/components/team/console-views";
import { durationText } from "@/lib/format/duration-text";
import { type ConsoleFigures as Figures, getConsoleFigures } from "@/lib/queries/team/get-console-figures";
import { orderHref } from "../../_lists/order-row";
import { type ConsoleScope, periodTitles, readConsolePanel } from "./console-scope";

export async function FiguresPanel(scope: ConsoleScope) {
  const panel = await readConsolePanel("figures", scope, async () =>
    toView(await getConsoleFigures(scope.queries, scope.period), scope.queries.now),
  );
  return <ConsoleFigures panel={panel} clock={scope.clock} title={periodTitles[scope.period]} />;
}

function toView(figures: Figures, now: number): ConsoleFiguresView {
  const { recovered, lapsed, unclaimed, oldestUntouched, linksDecided, linksApproved } = figures;
  return {
    recovered,
    lapsed,
    unclaimed: { count: unclaimed, href: "/unpaid?owner=nobody" },
    untouched: oldestUntouched && {
      text: durationText(now - Date.parse(oldestUntouched.since)),
      orderNumber: oldestUntouched.orderNumber,
      href: orderHref(oldestUntouched.orderNumber),
    },
    approved:
      linksDecided === 0
        ? null
        : {
            share: `${Math.round((linksApproved * 100) / linksDecided)} %`,
            note: `${linksApproved} of ${linksDecided}`,
          },
  };
}
