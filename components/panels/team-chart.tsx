"use client";

import { AxisLeft } from "@visx/axis";
import { Group } from "@visx/group";
import { scaleBand, scaleLinear } from "@visx/scale";
import { Bar } from "@visx/shape";
import { formatDate } from "@/components/ui/format-moment";

/** Whole units of the currency: a drawing needs no exact minor units. */
export type TeamDay = { date: string; recovered: number; lapsed: number };

const width = 776;
const height = 136;
const left = 40;
const bottom = 24;
const lapsedWidth = 8;

export function TeamChart({ days, label }: { days: TeamDay[]; label: string }) {
  const most = Math.max(1, ...days.map((day) => Math.max(day.recovered, day.lapsed)));
  const x = scaleBand({ domain: days.map((day) => day.date), range: [left, width], padding: 0.34 });
  const y = scaleLinear({ domain: [0, most], range: [height - bottom, 6], nice: 3 });
  const base = y(0);
  const everyNth = Math.ceil(days.length / 12);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width="100%" className="min-w-[560px]" role="img" aria-label={label}>
      <Group aria-hidden>
        {y.ticks(3).map((tick) => (
          <line key={tick} x1={left} x2={width} y1={y(tick)} y2={y(tick)} stroke="var(--color-line)" />
        ))}
        <AxisLeft
          scale={y}
          left={left - 4}
          numTicks={3}
          hideAxisLine
          hideTicks
          tickFormat={(tick) => shortNumber(Number(tick))}
          tickLabelProps={{
            fill: "var(--color-faint)",
            fontSize: 12,
            textAnchor: "end",
            dy: "0.3em",
            fontFamily: "inherit",
          }}
        />
        {days.map((day, index) => {
          const start = x(day.date) ?? 0;
          const wide = Math.max(4, x.bandwidth() - lapsedWidth - 2);
          return (
            <Group key={day.date}>
              <Bar
                x={start}
                y={y(day.recovered)}
                width={wide}
                height={base - y(day.recovered)}
                rx={2}
                fill="var(--color-info)"
              >
                <title>{`${formatDate(day.date)}: recovered ${day.recovered}, lapsed ${day.lapsed}`}</title>
              </Bar>
              <Bar
                x={start + wide + 2}
                y={y(day.lapsed)}
                width={lapsedWidth}
                height={base - y(day.lapsed)}
                rx={1}
                fill="var(--color-bad)"
              />
              {index % everyNth === 0 && (
                <text
                  x={start + x.bandwidth() / 2}
                  y={height - 6}
                  textAnchor="middle"
                  fontSize={12}
                  fill="var(--color-faint)"
                >
                  {dayLabel(day.date, index)}
                </text>
              )}
            </Group>
          );
        })}
        <line x1={left} x2={width} y1={base} y2={base} stroke="var(--color-field)" />
      </Group>
    </svg>
  );
}

function shortNumber(value: number): string {
  return value >= 1000 ? `${(value / 1000).toFixed(value % 1000 === 0 ? 0 : 1)}k` : value.toString();
}

/** The first day and every Monday with its date, the others by weekday: the axis stays quiet. */
function dayLabel(date: string, index: number): string {
  const [weekday = "", day = ""] = formatDate(date).split(" ");
  return index === 0 || weekday === "Mon" ? `${weekday} ${day}` : weekday;
}
