/**
 * A state machine as one readable constant: status × event → next status. A pair that is not listed is refused, so the table is
 * the only description of what may follow what; buttons, tests and diagrams are derived from it.
 */
export type TransitionTable<Status extends string, Event extends string> = Readonly<
  Record<Status, Readonly<Partial<Record<Event, Status>>>>
>;

/** Next status, or undefined where the event may not happen in this status. */
export function nextStatus<Status extends string, Event extends string>(
  table: TransitionTable<Status, Event>,
  status: Status,
  event: Event,
): Status | undefined {
  return table[status][event];
}

/** What is wrong with a table: statuses that cannot be reached from `initial`, edges to unknown statuses, ends that were not declared. Empty when sound. */
export function tableFaults(
  table: Readonly<Record<string, Readonly<Record<string, string | undefined>>>>,
  initial: string,
  terminals: readonly string[],
): string[] {
  const faults: string[] = [];
  const reached = new Set<string>([initial]);
  const queue = [initial];
  for (let status = queue.pop(); status !== undefined; status = queue.pop()) {
    for (const [event, next] of Object.entries(table[status] ?? {})) {
      if (next === undefined) continue;
      if (!(next in table)) faults.push(`${status} + ${event} leads to unknown ${next}`);
      if (!reached.has(next)) {
        reached.add(next);
        queue.push(next);
      }
    }
  }
  for (const status of Object.keys(table)) {
    if (!reached.has(status)) faults.push(`${status} cannot be reached`);
    const isEnd = Object.values(table[status] ?? {}).every((next) => next === undefined || next === status);
    if (isEnd !== terminals.includes(status))
      faults.push(`${status} is ${isEnd ? "an undeclared end" : "declared an end but is not"}`);
  }
  return faults;
}
