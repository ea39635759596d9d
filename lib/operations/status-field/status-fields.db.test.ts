import { afterAll, describe, expect, it } from "vitest";
import { must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { listOrders } from "@/lib/queries/orders/list-orders";
import { parseOrderFilter } from "@/lib/queries/orders/order-filter";
import { scopeForTests } from "@/lib/queries/scope-for-tests";
import { listStatusFields } from "@/lib/queries/status-fields/list-status-fields";
import { readStatusValues } from "@/lib/queries/status-fields/read-status-values";
import { countWorklist } from "@/lib/queries/worklists/count-worklist";
import { listWorklistOrders } from "@/lib/queries/worklists/list-worklist-orders";
import { parseWorklistFilter } from "@/lib/queries/worklists/worklist-filter";
import { capturedMoneyAt } from "../capture/captured-money-for-tests";
import { repriceOrder, repriceOrderInput } from "../order/reprice-order";
import * as fields from "./change-status-fields";
import { setStatus } from "./set-status";

const desk = await openDeskForTests();
afterAll(() => desk.close());
const { capturedOrder } = capturedMoneyAt(desk);
const { context } = desk;

const idsOf = (orderNumber: string) =>
  desk.row<{ order_id: string; invoice_id: string }>(
    "SELECT o.id AS order_id, i.id AS invoice_id FROM orders o JOIN invoices i ON i.order_id = o.id WHERE o.order_number = $1",
    [orderNumber],
  );

async function addReview(name: string) {
  const added = { subject: "order", kind: "choice", name, choices: ["Waiting", "Cleared"] } as const;
  const { fieldId } = must(await fields.addStatusField(context, added));
  const field = (await listStatusFields(context)).find(({ id }) => id === fieldId);
  const [waiting, cleared] = field?.choices ?? [];
  return { fieldId, waiting: waiting?.id ?? "", cleared: cleared?.id ?? "" };
}

describe("status fields of the store's own", () => {
  it("P02: a field and its choices are added and renamed without code, and what is set on an order is shown by the new names", async () => {
    const orderNumber = await capturedOrder();
    const { order_id } = await idsOf(orderNumber);
    const { fieldId, waiting } = await addReview("Review");
    must(await setStatus(context, { orderNumber }, { fieldId, invoiceId: null, value: waiting }));
    must(await fields.renameStatusField(context, { fieldId, name: "Second look" }));
    must(await fields.renameStatusChoice(context, { fieldId, choiceId: waiting, name: "In the queue" }));
    expect(await readStatusValues(context, [order_id])).toMatchObject([
      { field_name: "Second look", choice_name: "In the queue", invoice_id: null },
    ]);
    expect(
      await desk.row("SELECT field_name, value_name FROM reporting.status_values WHERE order_id = $1", [order_id]),
    ).toEqual({ field_name: "Second look", value_name: "In the queue" });
    const actions = await desk.row("SELECT json_agg(action ORDER BY id) AS list FROM audit_log WHERE subject_id = $1", [
      fieldId,
    ]);
    expect(actions).toEqual({ list: ["status_field.added", "status_field.renamed", "status_field.choice_renamed"] });
  });

  it("P02: an invoice has flags of its own, and the list of orders finds by flag and by choice", async () => {
    const [flagged, other] = [await capturedOrder(), await capturedOrder()];
    const { invoice_id: invoiceId } = await idsOf(flagged);
    const flag = { subject: "invoice", kind: "flag", name: "Paper copy", choices: [] } as const;
    const { fieldId } = must(await fields.addStatusField(context, flag));
    const review = await addReview("Goods back");
    must(await setStatus(context, { orderNumber: flagged }, { fieldId, invoiceId, value: "set" }));
    const goodsBack = { fieldId: review.fieldId, invoiceId: null, value: review.cleared };
    must(await setStatus(context, { orderNumber: other }, goodsBack));
    const scope = await scopeForTests(desk);
    const found = async (own: string) => {
      const request = { filter: parseOrderFilter({ own }), sort: [], after: null, before: null, size: 10 };
      return (await listOrders(scope, request)).rows.map((row) => row.orderNumber);
    };
    expect(await found(fieldId)).toEqual([flagged]);
    expect(await found(`${review.fieldId}.${review.cleared}`)).toEqual([other]);
    expect(await found(`${review.fieldId}.${review.waiting}`)).toEqual([]);
    must(await setStatus(context, { orderNumber: flagged }, { fieldId, invoiceId, value: null }));
    expect(await found(fieldId)).toEqual([]);
  });

  it("P02: a worklist is narrowed by an own status too, its rows and its count", async () => {
    const lines = [{ sku: "LENS", name: "Lens repair, labour", quantity: 1, unitPriceMinor: 40_000 }];
    const dearer = async () => {
      const orderNumber = await desk.confirmedOrder({ source: "repair" });
      must(await repriceOrder(context, { orderNumber }, repriceOrderInput.parse({ lines })));
      return orderNumber;
    };
    const [one, two] = [await dearer(), await dearer()];
    const { fieldId, waiting, cleared } = await addReview("Parts");
    must(await setStatus(context, { orderNumber: one }, { fieldId, invoiceId: null, value: waiting }));
    must(await setStatus(context, { orderNumber: two }, { fieldId, invoiceId: null, value: cleared }));
    const scope = await scopeForTests(desk);
    const found = async (own: string) => {
      const filter = parseWorklistFilter({ own });
      const request = { list: "unpaid", filter, sort: [], after: null, before: null, size: 10 } as const;
      const { rows } = await listWorklistOrders(scope, request);
      expect((await countWorklist(scope, "unpaid", filter)).matching).toBe(rows.length);
      return rows.map((row) => row.orderNumber);
    };
    expect(await found(`${fieldId}.${waiting}`)).toEqual([one]);
    expect(await found(`${fieldId}.${cleared}`)).toEqual([two]);
    expect(await found(fieldId)).toEqual([]);
    expect(await found("sfd_nobody")).toEqual([]);
  });

  it("P02: setting what is set already says nothing twice, and a change stands in the order's story with both values", async () => {
    const orderNumber = await capturedOrder();
    const { order_id } = await idsOf(orderNumber);
    const { fieldId, waiting, cleared } = await addReview("Phone call");
    const put = (value: string | null) => setStatus(context, { orderNumber }, { fieldId, invoiceId: null, value });
    for (const value of [waiting, waiting, cleared, null, null]) must(await put(value));
    const { list } = await desk.row<{ list: unknown[] }>(
      "SELECT json_agg(json_build_array(data->>'before', data->>'value') ORDER BY seq) AS list FROM events WHERE type = 'status_set' AND order_id = $1",
      [order_id],
    );
    expect(list).toEqual([
      [null, "Waiting"],
      ["Waiting", "Cleared"],
      ["Cleared", null],
    ]);
  });

  it("P02: a name is there once, a retired choice is offered no more, and a retired field is off the desk", async () => {
    const orderNumber = await capturedOrder();
    const { order_id } = await idsOf(orderNumber);
    const { fieldId, waiting, cleared } = await addReview("Fraud check");
    const again = { subject: "order", kind: "flag", name: "FRAUD CHECK", choices: [] } as const;
    expect(await fields.addStatusField(context, again)).toMatchObject({ reason: "status_name_in_use" });
    const clash = { fieldId, choiceId: cleared, name: "waiting" };
    expect(await fields.renameStatusChoice(context, clash)).toMatchObject({ reason: "status_name_in_use" });
    const put = (value: string) => setStatus(context, { orderNumber }, { fieldId, invoiceId: null, value });
    must(await put(waiting));
    must(await fields.retireStatusChoice(context, { fieldId, choiceId: cleared }));
    expect(await put(cleared)).toMatchObject({ reason: "status_choice_not_found" });
    must(await fields.retireStatusField(context, { fieldId }));
    expect(await put(waiting)).toMatchObject({ reason: "status_field_not_found" });
    expect(await readStatusValues(context, [order_id])).toEqual([]);
    must(await fields.addStatusField(context, again));
  });

  it("P02: the database holds a value to its field: no choice on a flag, no order where the field is of invoices", async () => {
    const orderNumber = await capturedOrder();
    const { order_id } = await idsOf(orderNumber);
    const flag = { subject: "invoice", kind: "flag", name: "Printed", choices: [] } as const;
    const { fieldId } = must(await fields.addStatusField(context, flag));
    const { fieldId: reviewId, waiting } = await addReview("Stock");
    const write = (field: string, subject: string, kind: string, choiceId: string | null) =>
      desk.database.pool.query(
        `INSERT INTO status_values (store_id, field_id, subject_id, subject, kind, order_id, choice_id, set_by, set_at)
         VALUES ($1, $2, $3, $4, $5, $3, $6, 'staff:x', now())`,
        [context.storeId, field, order_id, subject, kind, choiceId],
      );
    await expect(write(fieldId, "order", "flag", null)).rejects.toThrow("status_values_field");
    await expect(write(fieldId, "invoice", "flag", null)).rejects.toThrow("status_values_subject");
    await expect(write(reviewId, "order", "choice", null)).rejects.toThrow("status_values_value");
    await expect(write(reviewId, "order", "flag", waiting)).rejects.toThrow("status_values");
    await expect(write(reviewId, "order", "choice", "sch_unknown")).rejects.toThrow("status_values_choice");
  });
});
