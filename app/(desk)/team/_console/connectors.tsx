import { Connectors } from "@/components/team/connectors";
import type { ConnectorsView } from "@/components/team/console-views";
import { formatMoment } from "@/components/ui/format-moment";
import { durationText } from "@/lib/format/duration-text";
import { type Connector, listConnectors } from "@/lib/queries/team/list-connectors";
import { type ConsoleScope, readConsolePanel } from "./console-scope";

export async function ConnectorsPanel(scope: ConsoleScope) {
  const panel = await readConsolePanel("connectors", scope, async () => {
    const connectors = await listConnectors(scope.queries);
    return { connectors: connectors.map((connector) => toView(connector, scope)) };
  });
  return <Connectors panel={panel} clock={scope.clock} />;
}

const names: Partial<Record<Connector["name"], string>> = { stripe: "Stripe", paypal: "PayPal", mail: "Mail" };

function toView(
  { name, health, waiting }: Connector,
  { clock, queries }: ConsoleScope,
): ConnectorsView["connectors"][number] {
  const label = names[name] ?? name;
  const rest = waiting > 0 ? `${waiting} waiting` : null;
  switch (health.state) {
    case "quiet":
      return { name: label, badge: { tone: "none", label: `${label}: nothing asked lately` }, note: null };
    case "failing":
      return {
        name: label,
        badge: {
          tone: "bad",
          label: `${label} failing since ${formatMoment(new Date(health.since).toISOString(), clock.timeZone)}`,
        },
        note: rest,
      };
    case "slow":
    case "ok": {
      const took = health.medianMs < 1000 ? `${health.medianMs} ms` : `${(health.medianMs / 1000).toFixed(1)} s`;
      const badge =
        health.state === "ok"
          ? ({ tone: "ok", label: `${label} ok, ${took}` } as const)
          : ({ tone: "warn", label: `${label} slow, ${took}` } as const);
      const answered = `last answer ${durationText(queries.now - health.lastAnswerAt)} ago`;
      return { name: label, badge, note: rest === null ? answered : `${answered}, ${rest}` };
    }
  }
}
