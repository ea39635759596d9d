export const consolePeriods = ["today", "week"] as const;
export type ConsolePeriod = (typeof consolePeriods)[number];

/** When a period began: midnight in the store's zone, of today or of six days before. `$2` is the moment, `$3` the zone, `$4` the days. */
export const periodSql = "SELECT date_trunc('day', $2::timestamptz, $3) - ($4::int - 1) * interval '1 day' AS began";

export const daysOf: Record<ConsolePeriod, number> = { today: 1, week: 7 };
