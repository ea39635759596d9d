import type { Metadata } from "next";
import type { ActView } from "@/components/acts/act-view";
import { ReconciliationScreen } from "@/components/reconciliation/reconciliation-screen";
import type { ReconciliationView } from "@/components/reconciliation/reconciliation-view";
import { can, type Role } from "@/lib/auth/permissions";
import { differenceWords } from "@/lib/format/difference-words";
import {
  type DifferenceRow,
  getReconciliation,
  type Reconciliation,
} from "@/lib/queries/reconciliation/get-reconciliation";
import { requireStaff } from "@/lib/server/actor";
import { clockView, queryContext } from "@/lib/server/query-context";
import { deskActions } from "../_acts/desk-actions";
import { orderHref } from "../_lists/order-row";
import { readStoppedJobs } from "../_queue/stopped-jobs-view";

export const metadata: Metadata = { title: "Reconciliation" };

/** Our books beside the gateways' own (I4). */
export default async function ReconciliationPage() {
  const staff = await requireStaff("reconciliation.view");
  const queries = await queryContext(staff);
  const [reconciliation, stopped] = await Promise.all([getReconciliation(queries), readStoppedJobs(staff, queries)]);
  return (
    <ReconciliationScreen
      view={toView(reconciliation, staff.role)}
      clock={await clockView(staff)}
      actions={deskActions}
      stopped={stopped}
    />
  );
}

function toView({ differences, ...rest }: Reconciliation, role: Role): ReconciliationView {
  const mayAct = can(role, "reconciliation.resolve");
  return {
    ...rest,
    differences: differences.map((row) => ({
      ...row,
      href: row.orderNumber === null ? null : orderHref(row.orderNumber),
      label: differenceWords[row.kind].label,
      advice: differenceWords[row.kind].advice,
      acts: mayAct ? actsOf(row) : [],
    })),
    compareAct: mayAct ? { kind: "compare_books", label: "Compare now", fields: {} } : null,
  };
}

function actsOf({ id, gatewayReference, kind }: DifferenceRow): ActView[] {
  const fields = { differenceId: id };
  return [
    { kind: "recheck_difference", label: "Ask again", fields },
    {
      kind: "accept_difference",
      label: "Accept",
      fields,
      needsReason: true,
      explanation: `${differenceWords[kind].label}: ${gatewayReference}. It leaves the list, and comes back when its figures change.`,
    },
  ];
}
