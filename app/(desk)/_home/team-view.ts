import type { TeamFigureView, TeamView } from "@/components/panels/panel-views";
import { durationText } from "@/lib/format/duration-text";
import { formatMoney } from "@/lib/format/format-money";
import { money } from "@/lib/payments/money";
import type { TeamFigures, TeamWeek } from "@/lib/queries/team/get-team-figures";

/** The team's numbers with their change against the week before. What each means is written in lib/queries/team/get-team-figures.ts. */
export function toTeamView(
  { currency, days, thisWeek, weekBefore }: TeamFigures,
  books: { readonly overdue: number },
): TeamView {
  return {
    title: "Team, last two weeks",
    note: `Figures of the last seven days. Orders in ${currency} only; other currencies are never converted.`,
    currency,
    figures: [
      amountFigure("recovered", "Recovered", currency, thisWeek.recoveredMinor, weekBefore.recoveredMinor, "up"),
      amountFigure("lapsed", "Lapsed", currency, thisWeek.lapsedMinor, weekBefore.lapsedMinor, "down"),
      countFigure(thisWeek, weekBefore),
      approvedFigure(thisWeek, weekBefore),
      touchFigure(thisWeek, weekBefore),
      booksFigure(books.overdue),
    ],
    days: days.map((day) => ({
      date: day.date,
      recoveredMinor: day.recoveredMinor.toString(),
      lapsedMinor: day.lapsedMinor.toString(),
    })),
  };
}

function amountFigure(
  key: string,
  label: string,
  currency: string,
  now: bigint,
  before: bigint,
  good: "up" | "down",
): TeamFigureView {
  const difference = now - before;
  const text = formatMoney(money(difference < 0n ? -difference : difference, currency));
  return { key, label, value: formatMoney(money(now, currency)), ...changeOf(Number(difference), text, good) };
}

function countFigure({ linksSent }: TeamWeek, before: TeamWeek): TeamFigureView {
  const difference = linksSent - before.linksSent;
  return {
    key: "sent",
    label: "Links sent",
    value: String(linksSent),
    ...changeOf(difference, String(Math.abs(difference)), null),
  };
}

function approvedFigure(now: TeamWeek, before: TeamWeek): TeamFigureView {
  const [share, shareBefore] = [shareOf(now), shareOf(before)];
  if (share === null) return { key: "approved", label: "Links approved", value: "none yet" };
  const figure = { key: "approved", label: "Links approved", value: `${share} %` };
  if (shareBefore === null) return figure;
  return { ...figure, ...changeOf(share - shareBefore, `${Math.abs(share - shareBefore)} points`, "up") };
}

function touchFigure(now: TeamWeek, before: TeamWeek): TeamFigureView {
  if (now.firstTouchMs === null) return { key: "touch", label: "First touch, median", value: "none yet" };
  const figure = { key: "touch", label: "First touch, median", value: durationText(now.firstTouchMs) };
  if (before.firstTouchMs === null) return figure;
  const difference = now.firstTouchMs - before.firstTouchMs;
  return { ...figure, ...changeOf(difference, durationText(Math.abs(difference)), "down") };
}

/** The health number: differences to the gateways' own books that nobody has explained for a day (I4). */
function booksFigure(overdue: number): TeamFigureView {
  const figure = { key: "books", label: "Books differ, over 24 h", value: String(overdue) };
  return overdue > 0 ? { ...figure, change: "to be explained", tone: "bad" } : figure;
}

function shareOf({ linksDecided, linksApproved }: TeamWeek): number | null {
  return linksDecided === 0 ? null : Math.round((linksApproved * 100) / linksDecided);
}

function changeOf(
  difference: number,
  text: string,
  good: "up" | "down" | null,
): Pick<TeamFigureView, "change" | "tone"> {
  if (difference === 0) return { change: "as before", tone: "flat" };
  const direction = difference > 0 ? "up" : "down";
  return { change: `${direction} ${text}`, tone: good === null ? "flat" : direction === good ? "good" : "bad" };
}
