import { stopForFraud } from "@/lib/operations/order/stop-for-fraud";
import { getOrderRow } from "@/lib/queries/api/get-order-row";
import { fraudEventEndpoint } from "@/lib/server/api/fraud-endpoints";
import { otherMethods } from "@/lib/server/api/other-methods";
import { answer, defineRoute, refusal } from "@/lib/server/define-route";

export const POST = defineRoute(fraudEventEndpoint, async ({ context, queries }, { body }) => {
  const { orderNumber, verdict, ...said } = body;
  if (verdict === "clear") {
    const order = await getOrderRow(queries, orderNumber);
    return order ? answer(200, { orderNumber, isFraudStopped: order.isFraudStopped }) : refusal("order_not_found");
  }
  const words = [said.reason ?? "No reason was given", `Verdict: ${verdict}`, said.service, said.reference];
  const reason = words
    .filter((word) => word !== undefined)
    .join("; ")
    .slice(0, 300);
  const stopped = await stopForFraud(context, { orderNumber }, { reason });
  return stopped.ok ? answer(200, { orderNumber, isFraudStopped: true }) : stopped;
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
