import type { Pool } from "pg";
import { demoPassword, demoStaff } from "@/lib/auth/demo-staff";
import { hashPassword } from "@/lib/auth/password";
import { putAccount, putAccountInput } from "@/lib/operations/account/put-account";
import { declineRequest } from "@/lib/operations/approval/answer-request";
import { approveRequest } from "@/lib/operations/approval/approve-request";
import { markOpened } from "@/lib/operations/approval/mark-opened";
import { requestApproval, requestApprovalInput } from "@/lib/operations/approval/request-approval";
import { reportReturnedCheck } from "@/lib/operations/check/report-returned-check";
import { waitUntilSettled } from "@/lib/operations/clock/carry-out-due-work";
import { grantGiftCard, grantGiftCardInput } from "@/lib/operations/gift-card/grant-gift-card";
import type { Actor, OperationContext } from "@/lib/operations/operation-context";
import { cancelOrder } from "@/lib/operations/order/cancel-order";
import { confirmOrder } from "@/lib/operations/order/confirm-order";
import { putOrder } from "@/lib/operations/order/put-order";
import { putOrderInput } from "@/lib/operations/order/put-order-input";
import { repriceOrder, repriceOrderInput } from "@/lib/operations/order/reprice-order";
import { stopForFraud } from "@/lib/operations/order/stop-for-fraud";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import { createStaffUser } from "@/lib/operations/staff/create-staff-user";
import { setPaymentType } from "@/lib/operations/store/set-payment-type";
import type { Result } from "@/lib/payments/result";
import type { DemoLine } from "./catalogue";
import type { DemoPerson } from "./people";
import type { SandboxControl } from "./sandbox-control";

export const STORE_ID = "northlight";
export type Customer = DemoPerson & {
  readonly externalId: string;
  readonly customerToken: string;
  readonly token: string;
};

/** How an order is paid where it is not by the card on file alone; asked when the order is placed. */
export type DemoMethods = (shop: Shop, card: object) => Promise<readonly object[]>;

/** The demo shop's hands: every act goes through the operations and the gateway, as it would from outside. */
export class Shop {
  readonly #pool: Pool;
  readonly #sandbox: SandboxControl;
  #csrId = "";
  readonly #accounts = new Map<string, object>();
  #count = 0;

  constructor(pool: Pool, sandbox: SandboxControl) {
    this.#pool = pool;
    this.#sandbox = sandbox;
  }

  async hireStaff(): Promise<void> {
    const passwordHash = await hashPassword(demoPassword);
    const names: Readonly<Record<string, string>> = {
      csr: "Maya Lindqvist",
      supervisor: "Andre Becker",
      payment_administrator: "Paula Nunes",
      administrator: "Chris Dale",
    };
    for (const { email, role, label } of demoStaff) {
      const made = await createStaffUser(this.#as({ kind: "system", job: "demo_shop" }), {
        email,
        name: names[role] ?? label,
        role,
        passwordHash,
      });
      if (made.ok && role === "csr") this.#csrId = made.value.userId;
    }
  }

  async welcome(person: DemoPerson, now: Date, card = person.card): Promise<Customer> {
    const { email, name } = person;
    const { customerToken, ...method } = await this.#sandbox.customerWithCard(name, email, card);
    const externalId = `C-${String(++this.#count).padStart(4, "0")}`;
    const since = new Date(now);
    since.setUTCFullYear(since.getUTCFullYear() - person.sinceYearsAgo);
    const input = {
      name,
      email,
      phone: person.phone,
      city: person.city,
      locale: person.locale,
      timeZone: person.timeZone,
      customerSince: since.toISOString(),
      paymentMethods: [{ type: "card", ...method, customerToken }],
    };
    must(await putAccount(this.#commerce(), externalId, putAccountInput.parse(input)));
    this.#accounts.set(externalId, input);
    return { ...person, externalId, customerToken, token: method.token };
  }

  async place(
    orderNumber: string,
    order: {
      customer: Customer;
      source: "commerce" | "quote" | "repair";
      lines: readonly DemoLine[];
      promisedShipAt: Date;
      reference?: string | undefined;
      methods?: DemoMethods | undefined;
    },
  ): Promise<void> {
    const { customer, source, lines, promisedShipAt, reference, methods } = order;
    const card = { type: "card", token: customer.token, customerToken: customer.customerToken };
    const paymentMethods = methods ? await methods(this, card) : [card];
    const input = {
      account: customer.externalId,
      source,
      currency: customer.currency,
      lines,
      promisedShipAt: promisedShipAt.toISOString(),
      paymentMethods,
      ...(reference ? { reference } : {}),
    };
    must(await putOrder(this.#commerce(), orderNumber, putOrderInput.parse(input)));
    must(await confirmOrder(this.#commerce(), { orderNumber }));
  }

  /** Beside cards the shop takes gift cards, orders on account, checks and money paid elsewhere. */
  async takeEveryKind(): Promise<void> {
    const admin = this.#as({ kind: "system", job: "demo_shop" });
    for (const kind of ["stored_value", "customer_account", "check", "bank_slip", "offline"] as const)
      must(await setPaymentType(admin, { kind, isEnabled: true }));
  }

  async sellGiftCard(customer: Customer, cardToken: string, amountMinor: number): Promise<void> {
    const { externalId: account, currency } = customer;
    const input = { cardToken, amountMinor, currency, account, reference: `till ${cardToken}` };
    must(await grantGiftCard(this.#commerce(), grantGiftCardInput.parse(input)));
  }

  async grantCredit({ externalId, currency }: Customer, amountMinor: number): Promise<void> {
    const input = { ...this.#accounts.get(externalId), creditLimit: { amountMinor, currency } };
    must(await putAccount(this.#commerce(), externalId, putAccountInput.parse(input)));
  }

  async returnCheck(orderNumber: string, documentNumber: string): Promise<void> {
    const accounting = this.#as({ kind: "api", keyName: "accounting" });
    must(await reportReturnedCheck(accounting, { orderNumber }, { documentNumber, reason: "Refer to drawer" }));
  }

  async ship(orderNumber: string): Promise<void> {
    const warehouse = this.#as({ kind: "api", keyName: "warehouse" });
    const released = await releaseOrder(warehouse, { orderNumber }, {});
    if (released.ok)
      must(
        await shipRelease(
          warehouse,
          { orderNumber, releaseNo: released.value.releaseNo },
          { carrier: "Postway", trackingNumber: `PW${orderNumber}` },
        ),
      );
  }

  async reprice(orderNumber: string, lines: readonly DemoLine[], reason: string): Promise<void> {
    must(
      await repriceOrder(
        this.#as({ kind: "api", keyName: "workshop" }),
        { orderNumber },
        repriceOrderInput.parse({ lines, reason }),
      ),
    );
  }

  async ask(
    orderNumber: string,
    input: { reason?: string; note?: string; estimatedDeliveryDate?: string },
  ): Promise<string> {
    const asked = await requestApproval(this.#csr(), { orderNumber }, requestApprovalInput.parse(input));
    return must(asked).approvalRequestId;
  }

  async open(approvalRequestId: string): Promise<void> {
    await markOpened(this.#customer(approvalRequestId), approvalRequestId);
  }

  /** The customer agrees to what the page shows, with the card on file. */
  async approve(approvalRequestId: string): Promise<void> {
    const { rows } = await this.#pool.query<{ amount_minor: bigint; currency: string; id: string }>(
      `SELECT r.amount_minor, r.currency, m.id FROM approval_requests r JOIN order_payment_methods m ON m.store_id = r.store_id AND m.order_id = r.order_id AND m.status = 'active' WHERE r.id = $1`,
      [approvalRequestId],
    );
    const row = rows[0];
    if (!row) throw new Error(`approval request ${approvalRequestId} has no payment method`);
    must(
      await approveRequest(this.#customer(approvalRequestId), {
        approvalRequestId,
        method: row.id,
        shownAmount: { amountMinor: row.amount_minor, currency: row.currency },
      }),
    );
  }

  async refuse(approvalRequestId: string, why: string): Promise<void> {
    must(await declineRequest(this.#customer(approvalRequestId), approvalRequestId, why));
  }

  async cancel(orderNumber: string, reason: string): Promise<void> {
    must(await cancelOrder(this.#csr(), { orderNumber }, { reason }));
  }

  async stopForFraud(orderNumber: string): Promise<void> {
    must(
      await stopForFraud(
        this.#as({ kind: "api", keyName: "fraud-service" }),
        { orderNumber },
        { reason: "Fraud service: card used from three countries today" },
      ),
    );
  }

  /** Makes the gateway refuse the next captures from this order's hold. */
  async refuseCaptures(orderNumber: string, code: string, count: number): Promise<void> {
    const paymentIntent = await this.#holdReference(orderNumber);
    if (paymentIntent)
      await this.#sandbox.fault({ action: "decline", operation: "capture", paymentIntent, code, count });
  }

  /** Makes the gateway refuse this customer's next authorizations. */
  async refuseAuthorizations(customer: Customer, code: string, count = 1): Promise<void> {
    await this.#sandbox.fault({
      action: "decline",
      operation: "authorize",
      customer: customer.customerToken,
      code,
      count,
    });
  }

  async settle(): Promise<void> {
    if (!(await waitUntilSettled(this.#pool, 60_000))) throw new Error("background work did not come to rest");
  }

  /** The number of the order that replaced this one, or its own where none did. */
  async latest(orderNumber: string): Promise<string> {
    const { rows } = await this.#pool.query<{ order_number: string }>(
      `SELECT s.order_number FROM orders o JOIN order_links l ON l.store_id = o.store_id AND l.predecessor_id = o.id AND l.status = 'complete'
       JOIN orders s ON s.store_id = l.store_id AND s.id = l.successor_id WHERE o.store_id = $1 AND o.order_number = $2`,
      [STORE_ID, orderNumber],
    );
    return rows[0]?.order_number ?? orderNumber;
  }

  async #holdReference(orderNumber: string): Promise<string | undefined> {
    const { rows } = await this.#pool.query<{ gateway_reference: string }>(
      "SELECT a.gateway_reference FROM authorizations a JOIN orders o ON o.store_id = a.store_id AND o.id = a.order_id WHERE o.store_id = $1 AND o.order_number = $2 AND a.status = 'authorized'",
      [STORE_ID, orderNumber],
    );
    return rows[0]?.gateway_reference;
  }

  #commerce(): OperationContext {
    return this.#as({ kind: "api", keyName: "commerce" });
  }

  #csr(): OperationContext {
    return this.#as({ kind: "staff", userId: this.#csrId, name: "Maya Lindqvist" });
  }

  #customer(approvalRequestId: string): OperationContext {
    return this.#as({ kind: "customer", approvalRequestId });
  }

  #as(actor: Actor): OperationContext {
    return { pool: this.#pool, storeId: STORE_ID, actor, correlationId: `demo-${++this.#count}` };
  }
}

function must<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(`the demo shop was refused: ${result.reason} ${result.detail ?? ""}`);
  return result.value;
}
