import type { Metadata } from "next";
import { WebhooksScreen } from "@/components/team/webhooks-screen";
import { Link } from "@/components/ui/link";
import { can } from "@/lib/auth/permissions";
import { listWebhooks } from "@/lib/queries/team/list-webhooks";
import { requireStaff } from "@/lib/server/actor";
import { clockView, queryContext } from "@/lib/server/query-context";
import * as actions from "./actions";
import { toWebhookView } from "./webhook-view";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage() {
  const staff = await requireStaff("settings.view");
  const queries = await queryContext(staff);
  const [rows, clock] = await Promise.all([listWebhooks(queries), clockView(staff)]);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-baseline gap-3">
        <h1 className="text-title font-bold">Webhooks</h1>
        <p className="text-muted min-w-60 flex-1">
          Other systems that are told of each event of each order, in order and signed.
        </p>
        {can(staff.role, "team.view") && <Link href="/team">Team</Link>}
      </div>
      <WebhooksScreen
        webhooks={rows.map((row) => toWebhookView(row, queries.now, clock.timeZone))}
        canEdit={can(staff.role, "settings.edit")}
        clock={clock}
        actions={{
          add: actions.addWebhook,
          pause: actions.pauseWebhook,
          resume: actions.resumeWebhook,
          remove: actions.removeWebhook,
          renewSecret: actions.renewWebhookSecret,
          test: actions.testWebhook,
          sendAgain: actions.sendWebhookAgain,
          showSecret: actions.showWebhookSecret,
        }}
      />
    </>
  );
}
