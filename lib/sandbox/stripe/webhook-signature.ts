import { createHmac } from "node:crypto";

/** `t=…,v1=…` over the moment of sending and the exact bytes. The moment is real time: receivers compare it with their own clock. */
export function webhookSignature(secret: string, body: string, nowSeconds = Math.floor(Date.now() / 1000)): string {
  const signature = createHmac("sha256", secret).update(`${nowSeconds}.${body}`).digest("hex");
  return `t=${nowSeconds},v1=${signature}`;
}
