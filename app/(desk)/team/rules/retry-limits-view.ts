import type { RetryLimitsView } from "@/components/rules/rules-view";
import { brandName } from "@/lib/format/method-label";
import { windowText } from "@/lib/format/retry-budget-words";
import { networkLimits } from "@/lib/payments/retry-budget";
import type { RetryLimits } from "@/lib/queries/rules/get-retry-limits";

export function toRetryLimitsView({ standings, history }: RetryLimits): RetryLimitsView {
  return {
    limits: standings.map(({ limit, ceiling, inForce, planned }) => ({
      id: limit.id,
      network: networkName(limit.brand),
      counts: `${limit.isPerAmount ? "same amount" : "any amount"}, ${windowText(limit)}`,
      ceiling,
      networkMost: limit.network.length === 0 ? null : ceiling,
      most: Math.min(inForce?.most ?? limit.house, ceiling),
      since: inForce && new Date(inForce.from).toISOString(),
      planned: planned && { most: planned.most, from: new Date(planned.from).toISOString() },
    })),
    history: history.map(({ id, limitId, most, from, authorName, note, at }) => ({
      id,
      network: limitName(limitId),
      most,
      from: from.toISOString(),
      author: authorName,
      note,
      at: at.toISOString(),
    })),
  };
}

function limitName(limitId: string): string {
  const limit = networkLimits.find(({ id }) => id === limitId);
  return limit ? `${networkName(limit.brand)}, ${windowText(limit)}` : limitId;
}

function networkName(brand: string | null): string {
  return brand === null ? "Other cards" : brandName(brand);
}
