/**
 * Answers how many milliseconds have gone by since it was started, by the one of the process's two clocks that has gone further: one stands still
 * while the machine sleeps, the other can be set back.
 */
export function startStopwatch(): () => number {
  const [wall, steady] = [Date.now(), performance.now()];
  return () => Math.max(Date.now() - wall, performance.now() - steady);
}
