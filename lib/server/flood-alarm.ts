export type FloodCount = { readonly count: number; readonly isAlarm: boolean };

/**
 * Counts knocks per key in windows of time, in this process alone: a flood must not become a flood of writes. `isAlarm` is true for the one knock that
 * reaches the limit in its window, so that a log says it once and not a thousand times.
 */
export function createFloodAlarm({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows = new Map<string, { startedAt: number; count: number }>();
  return (key: string, now: number): FloodCount => {
    const known = windows.get(key);
    const window = known && now - known.startedAt < windowMs ? known : { startedAt: now, count: 0 };
    window.count += 1;
    windows.set(key, window);
    return { count: window.count, isAlarm: window.count === limit };
  };
}
