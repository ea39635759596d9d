import { classNames } from "@/components/ui/class-names";
import { formatDate } from "@/components/ui/format-moment";
import { Link } from "@/components/ui/link";

export type ExpiryDaysProps = { days: { date: string; count: number; href: string }[]; today: string };

const tallest = 45;
/** The server counts a day no further than this. */
const mostCounted = 1_000;

/** One bar per day, each a link. Today is red, the next two amber: the colours of the hold chip. */
export function ExpiryDays({ days, today }: ExpiryDaysProps) {
  const most = Math.max(1, ...days.map((day) => day.count));
  return (
    <div className="grid grid-cols-7 items-end gap-2 px-4 pb-3">
      {days.map((day, index) => {
        const isToday = day.date === today || index === 0;
        const height = day.count === 0 ? 2 : Math.max(6, Math.round((day.count / most) * tallest));
        return (
          <Link
            key={day.date}
            href={day.href}
            className="block text-center text-inherit no-underline hover:no-underline"
          >
            <span className="flex h-16 flex-col justify-end">
              <b className={classNames("num text-[12px] leading-[18px]", day.count === 0 && "text-faint font-normal")}>
                {day.count > mostCounted ? "1,000+" : day.count}
                <span className="sr-only"> {day.count === 1 ? "hold ends" : "holds end"}</span>
              </b>
              <span className="rounded-t-sm" style={{ height, background: colorOf(day.count, index) }} />
            </span>
            <span
              className={classNames(
                "border-field text-label block border-t pt-1",
                isToday ? "font-bold" : "text-faint",
              )}
            >
              {isToday ? "Today" : formatDate(day.date).replace(/ \w+$/, "")}
            </span>
          </Link>
        );
      })}
    </div>
  );
}

function colorOf(count: number, index: number): string {
  if (count === 0) return "var(--color-rule)";
  if (index === 0) return "var(--color-bad)";
  return index < 3 ? "var(--color-warn)" : "var(--color-info)";
}
