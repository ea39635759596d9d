import { type AmountView, minorToAmountView } from "@/lib/format/amount-view";
import { maskEmail } from "@/lib/payments/approval";
import { type ApprovalStatus, isLiveApproval, liveApprovalStatuses } from "@/lib/payments/approval-state";
import { type QueryScope, readRows } from "../query-scope";

/** The order's newest request to its customer and how far it has come, for whoever watches it live. */
export type RequestProgress = {
  id: string;
  status: ApprovalStatus;
  isLive: boolean;
  reason: string;
  amount: AmountView;
  address: string | null;
  locale: string;
  code: string;
  failureReason: string | null;
  mailStatus: "none" | "waiting" | "on_its_way" | "sent" | "failed" | "refused" | "dropped";
  mailLeavesAt: string | null;
  requestedAt: string;
  sentAt: string | null;
  openedAt: string | null;
  decidedAt: string | null;
  endsAt: string;
  remindAt: string | null;
  remindersLeft: number;
  remindersSent: number;
  deliveryDate: string | null;
  questionAt: string | null;
  isOnPage: boolean;
};

export async function readRequest(scope: QueryScope, orderId: string): Promise<RequestProgress | null> {
  const [row] = await readRows<RequestRow>(
    scope,
    `SELECT r.*, m.status AS mail_status, m.send_at, m.started_at,
       (SELECT count(*)::int FROM mails z WHERE z.store_id = r.store_id AND z.approval_request_id = r.id
          AND z.kind = 'approval_reminder' AND z.status = 'sent') AS reminders_sent,
       EXISTS (SELECT 1 FROM hosted_sessions h WHERE h.store_id = r.store_id AND h.approval_request_id = r.id
          AND h.status = 'open' AND h.expires_at > $3) AS is_on_page
     FROM (SELECT * FROM approval_requests WHERE store_id = $1 AND order_id = $2 ORDER BY (status = ANY($4)) DESC, requested_at DESC, id DESC LIMIT 1) r
     LEFT JOIN LATERAL (SELECT status, send_at, started_at FROM mails WHERE store_id = r.store_id AND approval_request_id = r.id
       AND kind = 'approval_request' LIMIT 1) m ON TRUE`,
    [scope.storeId, orderId, new Date(scope.now), [...liveApprovalStatuses]],
  );
  if (!row) return null;
  const status = row.status as ApprovalStatus;
  return {
    id: row.id,
    status,
    isLive: isLiveApproval(status) && row.expires_at.getTime() > scope.now,
    reason: row.reason,
    amount: minorToAmountView(row.amount_minor, row.currency),
    address: row.mail_status === null ? null : maskEmail(row.email),
    locale: row.locale,
    code: row.short_code,
    failureReason: row.failure_reason,
    mailStatus: mailStatusOf(row),
    mailLeavesAt: row.send_at?.toISOString() ?? null,
    requestedAt: row.requested_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    openedAt: row.opened_at?.toISOString() ?? null,
    decidedAt: row.decided_at?.toISOString() ?? null,
    endsAt: row.expires_at.toISOString(),
    remindAt: row.remind_at?.toISOString() ?? null,
    remindersLeft: row.reminders_left,
    remindersSent: row.reminders_sent,
    deliveryDate: row.estimated_delivery_at?.toISOString().slice(0, 10) ?? null,
    questionAt: row.question_at?.toISOString() ?? null,
    isOnPage: row.is_on_page,
  };
}

function mailStatusOf(row: RequestRow): RequestProgress["mailStatus"] {
  if (row.mail_status === null) return "none";
  if (row.mail_status !== "requested") return row.mail_status;
  return row.send_at === null ? "on_its_way" : "waiting";
}

type RequestRow = {
  id: string;
  status: string;
  reason: string;
  amount_minor: bigint;
  currency: string;
  email: string;
  locale: string;
  short_code: string;
  failure_reason: string | null;
  mail_status: "requested" | "sent" | "failed" | "refused" | "dropped" | null;
  send_at: Date | null;
  started_at: Date | null;
  requested_at: Date;
  sent_at: Date | null;
  opened_at: Date | null;
  decided_at: Date | null;
  expires_at: Date;
  remind_at: Date | null;
  reminders_left: number;
  reminders_sent: number;
  estimated_delivery_at: Date | null;
  question_at: Date | null;
  is_on_page: boolean;
};
