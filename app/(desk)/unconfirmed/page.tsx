import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import type { ActView } from "@/components/acts/act-view";
import { UnansweredList } from "@/components/unconfirmed/unanswered-list";
import type { UnansweredRowView } from "@/components/unconfirmed/unanswered-row-view";
import { can, type Role } from "@/lib/auth/permissions";
import { formatMoneyWithCurrency } from "@/lib/format/format-money";
import { sentenceForCustomer, unansweredText } from "@/lib/format/unanswered-words";
import { waitsText } from "@/lib/format/wait-text";
import { money } from "@/lib/payments/money";
import { getEnquiryLadder } from "@/lib/queries/unconfirmed/get-enquiry-ladder";
import { listUnanswered, type Proposal, type UnansweredRow } from "@/lib/queries/unconfirmed/list-unanswered";
import { requireStaff } from "@/lib/server/actor";
import { clockView, queryContext } from "@/lib/server/query-context";
import { deskActions } from "../_acts/desk-actions";
import { orderHref } from "../_lists/order-row";
import { readStoppedJobs } from "../_queue/stopped-jobs-view";
import { changeLadder } from "./actions";
import { loadSearchParams } from "./search-params";

export const metadata: Metadata = { title: "No answer yet" };

const PAGE_SIZE = 50;

export default async function UnconfirmedPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff("order.view");
  const { after, before } = await loadSearchParams(searchParams);
  const queries = await queryContext(staff);
  const page = await listUnanswered(queries, { after, before, size: PAGE_SIZE });
  const clock = await clockView(staff);
  return (
    <UnansweredList
      list={{
        rows: page.rows.map((row) => toRow(row, staff.role)),
        total: page.total,
        isTotalExact: true,
        firstRow: page.firstRow,
        previousCursor: page.previousCursor,
        nextCursor: page.nextCursor,
        sums: [],
        filters: [],
        sort: "",
        computedAt: clock.now,
      }}
      clock={clock}
      actions={deskActions}
      stopped={await readStoppedJobs(staff, queries)}
      ladder={{
        text: waitsText(await getEnquiryLadder(queries)),
        change: can(staff.role, "settings.edit") ? changeLadder : null,
      }}
    />
  );
}

function toRow(row: UnansweredRow, role: Role): UnansweredRowView {
  const amount = formatMoneyWithCurrency(money(BigInt(row.amount.amountMinor), row.amount.currency));
  const [next, ...otherActs] = actsOf(row, role);
  return {
    id: row.attemptId,
    orderNumber: row.orderNumber,
    href: orderHref(row.orderNumber),
    customerName: row.customerName,
    what: unansweredText(row.operation),
    gateway: row.gateway,
    amount: row.amount,
    sentence: sentenceForCustomer(row.operation, amount),
    since: row.since,
    asked: row.asked,
    nextAskAt: row.nextAskAt,
    isLadderEnded: row.isLadderEnded,
    proposal: row.proposal && {
      text: verdictWords[row.proposal.verdict],
      reference: row.proposal.reference,
      note: row.proposal.note,
      byName: row.proposal.byName,
    },
    next: next ?? null,
    otherActs,
  };
}

const verdictWords = { happened: "it happened", did_not_happen: "it did not happen" } as const;

/** Asking is always offered; a person's evidence only once the house has stopped asking by itself, and then to two people. */
function actsOf(row: UnansweredRow, role: Role): ActView[] {
  const { orderNumber } = row;
  const ask: ActView[] = can(role, "payment.resync")
    ? [
        {
          kind: "resync",
          label: "Ask the gateway now",
          fields: { orderNumber, version: String(row.version), attemptId: row.attemptId },
        },
      ]
    : [];
  if (!can(role, "payment.settle_unconfirmed")) return ask;
  if (row.proposal) return [...decisionActs(orderNumber, row.proposal), ...ask];
  return row.isLadderEnded ? [...ask, ...evidenceActs(row)] : ask;
}

function evidenceActs({ orderNumber, attemptId }: UnansweredRow): ActView[] {
  const act = {
    needsReason: true,
    needsReference: "Reference at the gateway",
    explanation:
      "Look at the payment in the gateway's own dashboard first. A second person looks too before it counts.",
  } as const;
  return [
    {
      ...act,
      kind: "settle_unconfirmed",
      label: "It happened",
      fields: { orderNumber, attemptId, verdict: "happened" },
    },
    {
      ...act,
      kind: "settle_unconfirmed",
      label: "It did not happen",
      fields: { orderNumber, attemptId, verdict: "did_not_happen" },
    },
  ];
}

function decisionActs(orderNumber: string, proposal: Proposal): ActView[] {
  const fields = { orderNumber, settlementId: proposal.id };
  const said = `${proposal.byName} entered: ${verdictWords[proposal.verdict]}, reference ${proposal.reference}. ${proposal.note}`;
  return [
    {
      kind: "confirm_evidence",
      label: "Second look: agree",
      fields,
      explanation: `${said} With your agreement this becomes the outcome. It cannot be taken back.`,
      ...(proposal.isOwn && { refusal: "You entered this yourself. A second person has to look at it." }),
    },
    { kind: "refuse_evidence", label: "Do not agree", fields, needsReason: true, explanation: said },
  ];
}
