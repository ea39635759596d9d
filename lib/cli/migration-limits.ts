/** The newest of the migrations that were written before anybody ran Paydesk: they fill an empty database, whole tables at a time. */
export const LAST_BEFORE_RELEASE = "20261202010000_queue_vacuum";

const WAIT_FOR_A_LOCK = "1s";
const HOLD_A_LOCK = "2s";

/**
 * DM-1: whoever waits for a table's lock makes everybody wait who comes after it, and whoever has it stops the shop. So a migration waits shortly, and
 * none of its statements may last. What locks nothing against writes takes its time, alone in its file: an index that is built beside the work, a
 * constraint that is looked through afterwards.
 *
 * @returns the settings under which a script runs.
 */
export function migrationLimits(name: string, script: string): { readonly lock: string; readonly statement: string } {
  if (name <= LAST_BEFORE_RELEASE || isBesideTheWork(script)) return { lock: "0", statement: "0" };
  return { lock: WAIT_FOR_A_LOCK, statement: HOLD_A_LOCK };
}

/** One statement that lets others write meanwhile. An index can be built that way only outside a transaction, and so only alone. */
export function isBesideTheWork(script: string): boolean {
  const statements = script
    .replaceAll(/--.*$/gm, "")
    .split(";")
    .map((each) => each.trim())
    .filter((each) => each !== "");
  const [only] = statements;
  return statements.length === 1 && only !== undefined && besideTheWork.some((kind) => kind.test(only));
}

const besideTheWork = [
  /^(create\s+(unique\s+)?|drop\s+)index\s+concurrently\s/i,
  /^reindex\s.*\bconcurrently\s/i,
  /^alter\s+table\s+\S+\s+validate\s+constraint\s+\S+$/i,
];
