import { approvalEnds, approvalTransitions } from "@/lib/payments/approval-state";
import { authorizationEnds, authorizationTransitions } from "@/lib/payments/authorization-state";
import { captureEnds, captureTransitions, invoiceEnds, invoiceTransitions } from "@/lib/payments/capture-state";
import { orderEnds, orderTransitions } from "@/lib/payments/order-state";
import { refundEnds, refundTransitions } from "@/lib/payments/refund-state";

export type Machine = {
  readonly title: string;
  readonly file: string;
  readonly about: string;
  readonly table: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly starts: readonly string[];
  readonly ends: readonly string[];
};

const machines: readonly Machine[] = [
  {
    title: "Order",
    file: "lib/payments/order-state.ts",
    about:
      "An order as a promise to deliver. Where its money stands is no status: coverage is computed from holds, captures and invoices. `proposed` is a successor that its customer has not paid for yet.",
    table: orderTransitions,
    starts: ["draft", "proposed"],
    ends: orderEnds,
  },
  {
    title: "Authorization (hold)",
    file: "lib/payments/authorization-state.ts",
    about: "One hold at a gateway. That a hold ends soon is no status but a question asked with the clock at hand.",
    table: authorizationTransitions,
    starts: ["requested"],
    ends: authorizationEnds,
  },
  {
    title: "Capture",
    file: "lib/payments/capture-state.ts",
    about:
      "One taking of money from a hold: asked for, accepted by the gateway, confirmed. A confirmed capture can still be refused late.",
    table: captureTransitions,
    starts: ["requested"],
    ends: captureEnds,
  },
  {
    title: "Invoice",
    file: "lib/payments/capture-state.ts",
    about: "The money of one shipment. Outside it shows as pending, failed or success.",
    table: invoiceTransitions,
    starts: ["open"],
    ends: invoiceEnds,
  },
  {
    title: "Refund",
    file: "lib/payments/refund-state.ts",
    about:
      "One part of a refund, from one capture. It waits while its capture is not confirmed, and one that counted as done can still fail days later.",
    table: refundTransitions,
    starts: ["requested", "waiting"],
    ends: refundEnds,
  },
  {
    title: "Approval request",
    file: "lib/payments/approval-state.ts",
    about: "One request to a customer, from the mail to the answer. Its link works in every status that is not an end.",
    table: approvalTransitions,
    starts: ["requested"],
    ends: approvalEnds,
  },
];

/** Every state machine of the rules as a diagram, straight from its table. */
export function stateDiagramsPage(of: readonly Machine[] = machines): string {
  const parts = of.map((machine) =>
    [
      `## ${machine.title}`,
      "",
      machine.about,
      "",
      `From \`${machine.file}\`.`,
      "",
      "```mermaid",
      ...diagram(machine),
      "```",
    ].join("\n"),
  );
  const head =
    "# States\n\nMade by `npm run states` from the tables of the rules: a pair of status and event that has no arrow here is refused.";
  return `${[head, ...parts].join("\n\n")}\n`;
}

/** Events that lead from one status to the same other share an arrow. */
function diagram({ table, starts, ends }: Machine): string[] {
  const lines = ["stateDiagram-v2", ...starts.map((start) => `  [*] --> ${start}`)];
  for (const [status, row] of Object.entries(table)) {
    for (const next of new Set(Object.values(row))) {
      const events = Object.keys(row).filter((event) => row[event] === next);
      lines.push(`  ${status} --> ${next}: ${events.join(", ")}`);
    }
  }
  return [...lines, ...ends.map((end) => `  ${end} --> [*]`)];
}
