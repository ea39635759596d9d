import type { AttemptRow } from "@/lib/db/stores/attempt-store";
import type { GatewayCall } from "@/lib/payments/gateway";

/** The stored request of an attempt, as the port takes it: amounts travel through JSON as text. */
export function toGatewayCall(attempt: Pick<AttemptRow, "operation" | "request">): GatewayCall {
  const request = JSON.parse(JSON.stringify(attempt.request), (key, value) =>
    key === "amountMinor" && typeof value === "string" ? BigInt(value) : value,
  );
  return { operation: attempt.operation, request } as GatewayCall;
}
