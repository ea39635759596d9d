import type { LifeSetting } from "./life-setting";

/** Whether a call is still without an answer. */
export async function isAnythingUnanswered({ bare }: LifeSetting): Promise<boolean> {
  const { rows } = await bare.query("SELECT 1 FROM attempts WHERE status IN ('unconfirmed', 'pending') LIMIT 1");
  return rows.length > 0;
}

/** Whether a job is still to be done. */
export async function isAnythingWaiting({ bare }: LifeSetting): Promise<boolean> {
  const { rows } = await bare.query("SELECT 1 FROM graphile_worker._private_jobs LIMIT 1", []);
  return rows.length > 0;
}

/** When the next thing falls due, of what the tables, the queue and the network know, in milliseconds. */
export async function nextDueMs({ bare, queue, network }: LifeSetting): Promise<number> {
  const { rows } = await bare.query<{ at: Date | null }>(nextDue, []);
  return Math.min(rows[0]?.at?.getTime() ?? Number.POSITIVE_INFINITY, queue.nextFreedMs(), network.nextLateMs());
}

const nextDue = `
SELECT least(
  (SELECT min(run_at) FROM graphile_worker._private_jobs WHERE locked_at IS NULL AND attempts < max_attempts),
  (SELECT min(due_at) FROM orders),
  (SELECT min(next_enquiry_at) FROM attempts WHERE status IN ('unconfirmed', 'pending', 'requested')),
  (SELECT min(lease_until) FROM attempts WHERE status = 'started'),
  (SELECT min(due_at) FROM gateway_schedules WHERE due_at < 'infinity')) AS at`;

/** Where days go by, a gateway at which nothing has ever happened would bring nothing but empty lists. */
export async function leaveUnusedGatewaysAlone({ bare, bank, paypal }: LifeSetting): Promise<void> {
  const unused = [
    ...([...bank.state.intents].length === 0 ? ["stripe"] : []),
    ...([...paypal.state.orders].length === 0 ? ["paypal"] : []),
  ];
  await bare.query("UPDATE gateway_schedules SET due_at = 'infinity' WHERE gateway = ANY($1)", [unused]);
}
