import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { anyFreePort } from "@/lib/config/free-port";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { type CaughtMail, openMailStore } from "@/lib/mail-catcher/mail-store";
import { startSmtpReceiver } from "@/lib/mail-catcher/smtp-receiver";
import { money } from "@/lib/payments/money";
import type { OperationContext } from "../operation-context";
import { repriceOrder, repriceOrderInput } from "../order/reprice-order";
import { type ApproveInput, approveRequest } from "./approve-request";
import { type RequestApprovalInput, requestApproval, requestApprovalInput } from "./request-approval";

type OrderRow = {
  id: string;
  order_number: string;
  status: string;
  total_minor: bigint;
  approved_total_minor: bigint | null;
};
type HoldRow = {
  id: string;
  order_id: string;
  gateway: string;
  status: string;
  amount_minor: bigint;
  gateway_reference: string | null;
};

/** A desk with a mail server, and the customer's side of it. */
export type ApprovalDesk = DeskForTests & {
  /** A confirmed repair of 200.00 whose price has risen. Answers its number. */
  risenOrder(options?: { card?: string; totalMinor?: number }): Promise<string>;
  reprice(orderNumber: string, totalMinor: number): Promise<void>;
  ask(orderNumber: string, input?: Partial<RequestApprovalInput>): Promise<string>;
  approve(
    approvalRequestId: string,
    input?: Partial<Pick<ApproveInput, "method" | "shownAmount">>,
  ): ReturnType<typeof approveRequest>;
  customerOf(approvalRequestId: string): OperationContext;
  ownCard(orderNumber: string): Promise<string>;
  mails(): Promise<CaughtMail[]>;
  request(id: string): Promise<Record<string, unknown>>;
  order(orderNumber: string): Promise<OrderRow>;
  holds(orderNumber: string): Promise<HoldRow[]>;
  reasons(orderNumber: string): Promise<string[]>;
  events(orderNumber: string): Promise<string[]>;
  /** What the gateway itself still holds for us, by its own ledger. */
  heldAtGateway(): Promise<{ id: string; held: number }[]>;
  /** Pays a page at the gateway as a customer's browser would, and answers where it is sent then. */
  payHostedPage(url: string, cardNumber: string): Promise<string>;
};

export async function openApprovalDesk(options: { raisesHolds?: boolean } = {}): Promise<ApprovalDesk> {
  // Asked for, not chosen: a number of our own may be some connection's in this moment.
  const smtpPort = await anyFreePort();
  process.env.NEXTAUTH_SECRET ??= "a-secret-of-this-test-run-only-0123456789";
  process.env.SMTP_URL = `smtp://127.0.0.1:${smtpPort}`;
  process.env.APP_URL = "https://desk.example.com";
  const folder = mkdtempSync(join(tmpdir(), "approval-mails-"));
  const store = openMailStore(folder);
  const smtp = await startSmtpReceiver(smtpPort, store);
  const desk = await openDeskForTests(options);
  const { pool } = desk.database;
  const all = async <T>(text: string, values: unknown[]) => (await pool.query(text, values)).rows as T[];

  const approvals: ApprovalDesk = {
    ...desk,
    async risenOrder({ card, totalMinor = 24_118 } = {}) {
      const orderNumber = await desk.confirmedOrder({ source: "repair", ...(card === undefined ? {} : { card }) });
      await approvals.reprice(orderNumber, totalMinor);
      return orderNumber;
    },
    async reprice(orderNumber, totalMinor) {
      const lines = [{ sku: "LENS", name: "Lens repair, labour", quantity: 1, unitPriceMinor: totalMinor }];
      must(await repriceOrder(desk.context, { orderNumber }, repriceOrderInput.parse({ lines })));
      await desk.work();
    },
    async ask(orderNumber, input = {}) {
      const asked = must(await requestApproval(desk.context, { orderNumber }, requestApprovalInput.parse(input)));
      return asked.approvalRequestId;
    },
    async approve(approvalRequestId, input = {}) {
      const request = await approvals.request(approvalRequestId);
      const [card] = await all<{ id: string }>(
        "SELECT id FROM order_payment_methods WHERE order_id = $1 AND status = 'active' AND token IS NOT NULL",
        [request.order_id],
      );
      return approveRequest(approvals.customerOf(approvalRequestId), {
        approvalRequestId,
        method: input.method ?? card?.id ?? "none",
        shownAmount: input.shownAmount ?? money(request.amount_minor as bigint, "USD"),
      });
    },
    customerOf: (approvalRequestId) => ({ ...desk.context, actor: { kind: "customer", approvalRequestId } }),
    async ownCard(orderNumber) {
      const order = await approvals.order(orderNumber);
      const [card] = await all<{ id: string }>(
        "SELECT id FROM order_payment_methods WHERE order_id = $1 ORDER BY sequence",
        [order.id],
      );
      if (!card) throw new Error("the order has no card");
      return card.id;
    },
    mails: () => store.list(50),
    request: (id) => desk.row("SELECT * FROM approval_requests WHERE id = $1", [id]),
    order: (orderNumber) => desk.row("SELECT * FROM orders WHERE order_number = $1", [orderNumber]),
    holds: (orderNumber) =>
      all(
        "SELECT a.* FROM authorizations a JOIN orders o ON o.id = a.order_id WHERE o.order_number = $1 ORDER BY a.requested_at, a.id",
        [orderNumber],
      ),
    async reasons(orderNumber) {
      const found = await all<{ reason: string }>(
        "SELECT DISTINCT w.reason FROM worklist_items w JOIN orders o ON o.id = w.order_id WHERE o.order_number = $1 AND w.closed_at IS NULL ORDER BY 1",
        [orderNumber],
      );
      return found.map(({ reason }) => reason);
    },
    async events(orderNumber) {
      const found = await all<{ type: string }>(
        "SELECT e.type FROM events e JOIN orders o ON o.id = e.order_id WHERE o.order_number = $1 ORDER BY e.seq",
        [orderNumber],
      );
      return found.map(({ type }) => type);
    },
    async heldAtGateway() {
      const answer = await fetch(`${desk.sandbox.url}/__sandbox/ledger`);
      const { intents } = (await answer.json()) as { intents: { id: string; held: number }[] };
      return intents.filter(({ held }) => held > 0);
    },
    async payHostedPage(url, cardNumber) {
      const form = {
        email: "carmen@example.com",
        number: cardNumber,
        expiry: "12 / 34",
        cvc: "123",
        name: "Carmen Moreno",
      };
      const paid = await fetch(url, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
      return paid.headers.get("location") ?? `status ${paid.status}`;
    },
    async close() {
      await desk.close();
      await new Promise<void>((done) => smtp.close(() => done()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return approvals;
}

/** The token in the newest mail's link, as a customer's browser would send it. */
export function tokenOf(mail: CaughtMail | undefined): string {
  const token = /\/pay\/([\w-]+)/.exec(mail?.text ?? "")?.[1];
  if (token === undefined) throw new Error("the mail has no link");
  return token;
}
