import { createHmac } from "node:crypto";

/**
 * The headers of one message as Standard Webhooks wants them: its id, which stays the same over all tries, the moment of this try in whole seconds,
 * and a signature per secret over both and the body. `secrets` as `whsec_` and base64.
 */
export function signedHeaders(
  id: string,
  at: Date,
  body: string,
  secrets: readonly string[],
): Readonly<Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string>> {
  const timestamp = `${Math.floor(at.getTime() / 1000)}`;
  const sign = (secret: string) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  };
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": secrets.map(sign).join(" ") };
}
