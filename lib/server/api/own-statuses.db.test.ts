import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/jobs/desk-for-tests";
import {
  addStatusField,
  renameStatusField,
  retireStatusField,
} from "@/lib/operations/status-field/change-status-fields";
import { type ApiForTests, openApiForTests } from "./api-for-tests";

let api: ApiForTests;
beforeAll(async () => {
  api = await openApiForTests();
});
afterAll(() => api.close());

async function addFields(label: string): Promise<{ review: string; cleared: string; paper: string }> {
  const { context } = api.desk;
  const choices = ["Waiting", "Cleared"];
  const review = must(await addStatusField(context, { subject: "order", kind: "choice", name: label, choices }));
  const flag = { subject: "invoice", kind: "flag", name: `${label} paper`, choices: [] } as const;
  const paper = must(await addStatusField(context, flag));
  const { body } = await api.send("GET", "/status-fields");
  const field = body.items.find(({ id }: { id: string }) => id === review.fieldId);
  expect(field).toMatchObject({ subject: "order", kind: "choice", name: label, choices: [{ name: "Waiting" }, {}] });
  return { review: review.fieldId, cleared: field.choices[1].id, paper: paper.fieldId };
}

async function shipped(): Promise<{ orderNumber: string; invoiceId: string }> {
  const orderNumber = await api.desk.confirmedOrder();
  await api.send("POST", `/orders/${orderNumber}/releases`);
  const { body } = await api.send("POST", `/orders/${orderNumber}/releases/1/ship`);
  return { orderNumber, invoiceId: body.invoice.id };
}

describe("the store's own statuses", () => {
  it("P02: another system sets one on an order and on an invoice; lists and the record say it by its name of now, and are narrowed by it", async () => {
    const { review, cleared, paper } = await addFields("Review");
    const [{ orderNumber, invoiceId }, other] = [await shipped(), await api.desk.confirmedOrder()];
    const path = `/orders/${orderNumber}/statuses`;
    expect((await api.send("PUT", `${path}/${review}`, { body: { value: cleared } })).status).toBe(200);
    const { body } = await api.send("PUT", `${path}/${paper}`, { body: { value: "set", invoiceId } });
    expect(body.ownStatuses).toEqual([
      { fieldId: review, name: "Review", invoiceId: null, value: cleared, label: "Cleared" },
      { fieldId: paper, name: "Review paper", invoiceId, value: "set", label: null },
    ]);
    must(await renameStatusField(api.desk.context, { fieldId: review, name: "Second look" }));
    const record = (await api.send("GET", `/orders/${orderNumber}`)).body;
    expect(record.ownStatuses[0].name).toBe("Second look");
    for (const own of [`${review}.${cleared}`, paper]) {
      const list = (await api.send("GET", `/orders?ownStatus=${own}`)).body.items;
      expect(list).toMatchObject([{ orderNumber, ownStatuses: record.ownStatuses }]);
    }
    const all = (await api.send("GET", "/orders")).body.items;
    expect(all.find((order: { orderNumber: string }) => order.orderNumber === other).ownStatuses).toEqual([]);
  });

  it("P02: a repeat says nothing twice, null clears, and a field off the desk says nothing more", async () => {
    const { review, cleared } = await addFields("Fraud look");
    const orderNumber = await api.desk.confirmedOrder();
    const path = `/orders/${orderNumber}/statuses/${review}`;
    for (const value of [cleared, cleared, null, null, cleared]) {
      const { body } = await api.send("PUT", path, { body: { value } });
      expect(body.ownStatuses).toHaveLength(value === null ? 0 : 1);
    }
    const { timeline } = (await api.send("GET", `/orders/${orderNumber}`)).body;
    const said = timeline.filter(({ type }: { type: string }) => type === "status_set");
    expect(
      said.map(({ actor, data }: { actor: string; data: { value: string | null } }) => [actor, data.value]),
    ).toEqual([
      ["api:commerce", "Cleared"],
      ["api:commerce", null],
      ["api:commerce", "Cleared"],
    ]);
    must(await retireStatusField(api.desk.context, { fieldId: review }));
    expect((await api.send("GET", `/orders/${orderNumber}`)).body.ownStatuses).toEqual([]);
    expect((await api.send("GET", `/orders?ownStatus=${review}.${cleared}`)).body.items).toEqual([]);
    await api.refused("PUT", path, { body: { value: null } }, 404, "status_field_not_found");
  });

  it("P02: what names nothing, or stands on the other kind of thing, is refused and changes nothing", async () => {
    const { review, cleared, paper } = await addFields("Stock look");
    const [{ orderNumber, invoiceId }, other] = [await shipped(), await api.desk.confirmedOrder()];
    const put = (field: string, body: object, status: number, code: string, order = orderNumber) =>
      api.refused("PUT", `/orders/${order}/statuses/${field}`, { body }, status, code);
    await put(review, { value: "sch_none" }, 422, "status_choice_not_found");
    await put(review, { value: "set" }, 422, "status_choice_not_found");
    await put(paper, { value: cleared, invoiceId }, 422, "status_choice_not_found");
    await put(review, { value: cleared, invoiceId }, 404, "status_field_not_found");
    await put(paper, { value: "set" }, 404, "status_field_not_found");
    await put(paper, { value: "set", invoiceId }, 422, "invoice_not_found", other);
    await put(review, { value: cleared }, 404, "order_not_found", "NONE-1");
    expect(await put(review, { value: "Cleared" }, 422, "invalid_request")).toMatchObject([{ pointer: "/value" }]);
    const wrong = await api.refused("GET", "/orders?ownStatus=Review", {}, 422, "invalid_request");
    expect(wrong).toMatchObject([{ parameter: "ownStatus" }]);
  });
});
