import type { RowOf } from "@/lib/db/tables";
import type { Instant } from "@/lib/payments/instant";
import { seal } from "../approval/approval-token";

type Endpoint = Pick<RowOf<"webhook_endpoints">, "storeId" | "id" | "secretNo" | "previousSecretUntil">;

/** The secret by which a receiver knows our messages, as Standard Webhooks writes it. Made from the installation's own secret: no table holds it. */
export function webhookSecret({ storeId, id }: Endpoint, secretNo: number): string {
  const key = Buffer.from(seal("outgoing-webhook", `${storeId}.${id}.${secretNo}`), "base64url");
  return `whsec_${key.toString("base64")}`;
}

/** The secrets to sign with now: the newest, and for a day after a change the one before it too. */
export function secretsInForce(endpoint: Endpoint, now: Instant): string[] {
  const { secretNo, previousSecretUntil } = endpoint;
  const isChanging = secretNo > 1 && previousSecretUntil !== null && previousSecretUntil.getTime() > now;
  return [secretNo, ...(isChanging ? [secretNo - 1] : [])].map((no) => webhookSecret(endpoint, no));
}
