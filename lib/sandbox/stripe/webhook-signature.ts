import { createHmac } from "node:crypto";

/**
 * `t=…,v1=…` over the moment of sending and the exact bytes, with a `v1` for each secret: there are two, joined by a comma, while one is being replaced. The
 * moment is real time: receivers compare it with their own clock.
 */
export function webhookSignature(secret: string, body: string, nowSeconds = Math.floor(Date.now() / 1000)): string {
  const sign = (key: string) => createHmac("sha256", key.trim()).update(`${nowSeconds}.${body}`).digest("hex");
  return [`t=${nowSeconds}`, ...secret.split(",").map((key) => `v1=${sign(key)}`)].join(",");
}
