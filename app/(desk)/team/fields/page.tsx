import type { Metadata } from "next";
import { StatusFieldsScreen } from "@/components/team/status-fields-screen";
import { Link } from "@/components/ui/link";
import { can } from "@/lib/auth/permissions";
import { listStatusFields } from "@/lib/queries/status-fields/list-status-fields";
import { requireStaff } from "@/lib/server/actor";
import { queryContext } from "@/lib/server/query-context";
import * as actions from "./actions";

export const metadata: Metadata = { title: "Status fields" };

export default async function StatusFieldsPage() {
  const staff = await requireStaff("settings.view");
  const fields = await listStatusFields(await queryContext(staff));
  return (
    <>
      <div className="mb-3 flex flex-wrap items-baseline gap-3">
        <h1 className="text-title font-bold">Status fields</h1>
        <p className="text-muted min-w-60 flex-1">
          Your own statuses and flags on orders and invoices. They stand on the record and narrow the list of orders; no
          money follows them.
        </p>
        {can(staff.role, "team.view") && <Link href="/team">Team</Link>}
      </div>
      <StatusFieldsScreen
        fields={fields}
        canEdit={can(staff.role, "settings.edit")}
        actions={{
          add: actions.addStatusField,
          rename: actions.renameStatusField,
          retire: actions.retireStatusField,
          addChoice: actions.addStatusChoice,
          renameChoice: actions.renameStatusChoice,
          retireChoice: actions.retireStatusChoice,
        }}
      />
    </>
  );
}
