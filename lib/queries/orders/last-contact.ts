/** The latest that passed between the shop and its customer about an order. */
export type LastContact = {
  kind: "link_sent" | "link_opened" | "said_no" | "link_ended" | "approved" | "noted";
  at: string;
};

export type ContactFacts = {
  approval_status: string | null;
  approval_requested_at: Date | null;
  approval_opened_at: Date | null;
  approval_decided_at: Date | null;
  approval_expires_at: Date | null;
  noted_at: Date | null;
};

/** Joins an order's newest request and newest note; `alias` names the row that has store_id and order_id. */
export function contactJoins(alias: string): string {
  return `LEFT JOIN LATERAL (
      SELECT r.status AS approval_status, coalesce(r.sent_at, r.requested_at) AS approval_requested_at, r.opened_at AS approval_opened_at,
        r.decided_at AS approval_decided_at, r.expires_at AS approval_expires_at
      FROM approval_requests r WHERE r.store_id = ${alias}.store_id AND r.order_id = ${alias}.order_id ORDER BY r.requested_at DESC LIMIT 1
    ) contact_request ON TRUE
    LEFT JOIN LATERAL (
      SELECT n.created_at AS noted_at FROM notes n WHERE n.store_id = ${alias}.store_id AND n.order_id = ${alias}.order_id ORDER BY n.created_at DESC LIMIT 1
    ) contact_note ON TRUE`;
}

export const contactColumns =
  "approval_status, approval_requested_at, approval_opened_at, approval_decided_at, approval_expires_at, noted_at";

export function toLastContact(facts: ContactFacts): LastContact | null {
  const request = requestContact(facts);
  const { noted_at: noted } = facts;
  if (noted !== null && (request === null || noted.toISOString() > request.at)) {
    return { kind: "noted", at: noted.toISOString() };
  }
  return request;
}

function requestContact(facts: ContactFacts): LastContact | null {
  const at = (kind: LastContact["kind"], moment: Date | null) =>
    moment === null ? null : { kind, at: moment.toISOString() };
  switch (facts.approval_status) {
    case null:
      return null;
    case "approved":
      return at("approved", facts.approval_decided_at ?? facts.approval_requested_at);
    case "declined":
      return at("said_no", facts.approval_decided_at ?? facts.approval_requested_at);
    case "expired":
    case "withdrawn":
      return at("link_ended", facts.approval_decided_at ?? facts.approval_expires_at);
    default:
      return facts.approval_opened_at === null
        ? at("link_sent", facts.approval_requested_at)
        : at("link_opened", facts.approval_opened_at);
  }
}
