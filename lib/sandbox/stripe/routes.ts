import { chargeRoutes } from "./charge-routes";
import { checkoutRoutes } from "./checkout-routes";
import { customerRoutes } from "./customer-routes";
import { disputeRoutes } from "./dispute-routes";
import { eventRoutes } from "./event-routes";
import { paymentIntentRoutes } from "./payment-intent-routes";
import { paymentMethodRoutes } from "./payment-method-routes";
import { refundRoutes } from "./refund-routes";
import type { Route } from "./route";
import { setupIntentRoutes } from "./setup-intent-routes";

export const ROUTES: readonly Route[] = [
  ...paymentIntentRoutes,
  ...customerRoutes,
  ...paymentMethodRoutes,
  ...chargeRoutes,
  ...refundRoutes,
  ...checkoutRoutes,
  ...setupIntentRoutes,
  ...disputeRoutes,
  ...eventRoutes,
];

const PATTERNS = ROUTES.map((route) => ({
  route,
  pattern: new RegExp(`^${route.pattern.replaceAll(/:[a-z]+/g, "([^/]+)")}$`),
}));

export function findRoute(method: string, path: string): { route: Route; ids: readonly string[] } | null {
  for (const { route, pattern } of PATTERNS) {
    if (route.method !== method) continue;
    const match = pattern.exec(path);
    if (match !== null) return { route, ids: match.slice(1) };
  }
  return null;
}
