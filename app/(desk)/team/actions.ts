"use server";

import { z } from "zod";
import { handOut } from "@/lib/operations/bulk/hand-out";
import { allowOverride, refuseOverride } from "@/lib/operations/override/decide-override";
import { changeStoreSettings } from "@/lib/operations/store/change-store-settings";
import { alertHoldHours, alertSilenceMinutes } from "@/lib/payments/alerting";
import { minuteOfDay } from "@/lib/payments/quiet-hours";
import { type HandOutRequest, planHandOut } from "@/lib/queries/team/plan-hand-out";
import { defineAction } from "@/lib/server/define-action";
import { freeText, idField, orderNumberField, requestIdField } from "@/lib/server/form-fields";
import { queryContext } from "@/lib/server/query-context";
import { readAction } from "@/lib/server/read-action";

const acts = ["even_out", "reassign", "release"] as const;
const request = {
  act: z.enum(acts),
  moveToo: z.literal("on").optional(),
  without: z.array(idField).max(200).optional(),
  fromId: idField.optional(),
  toId: idField.optional(),
};

type RequestFields = z.output<z.ZodObject<typeof request>>;

/** Who would get what, before anything moves. */
export const previewHandOut = readAction({
  permission: "worklist.assign",
  schema: z.strictObject(request),
  run: async (queries, fields) => {
    const { rows, ...plan } = await planHandOut(queries, toRequest(fields));
    return { ...plan, total: rows.length };
  },
});

export const startHandOut = defineAction({
  permission: "worklist.assign",
  schema: z.strictObject({
    ...request,
    plan: z.string().regex(/^[0-9a-f]{32}$/, "is not a plan"),
    requestId: requestIdField,
  }),
  run: async ({ context, staff }, { plan: seenPlan, requestId, ...fields }) => {
    const { rows, plan } = await planHandOut(await queryContext(staff), toRequest(fields));
    return handOut(context, { bulkJobId: `blk_${requestId}`, act: fields.act, rows, seenPlan, plan });
  },
  message: ({ total }) => `${total} ${total === 1 ? "order" : "orders"} under way. You can close this page.`,
});

/** Whether new unpaid orders are given to those who are there, or wait until somebody takes them. */
export const changeNewWork = defineAction({
  permission: "worklist.assign",
  schema: z.strictObject({ requestId: requestIdField, deals: z.enum(["yes", "no"]) }),
  run: ({ context }, { deals }) => changeStoreSettings(context, { dealsNewWork: deals === "yes" }),
  message: (_value, { deals }) =>
    deals === "yes" ? "New orders are dealt out by themselves." : "New orders wait until somebody takes them.",
});

const decision = z.strictObject({
  requestId: requestIdField,
  orderNumber: orderNumberField,
  overrideId: idField,
  reason: freeText(300),
});

/** What a colleague asked for on an order whose authorization failed: it passes, on this supervisor's word. */
export const allowAskedOverride = defineAction({
  permission: "order.ship_on_override",
  schema: decision,
  run: ({ context }, { orderNumber, overrideId, reason }) =>
    allowOverride(context, { orderNumber }, { overrideId, word: reason }),
  message: "Allowed. Whoever asked is told.",
});

export const refuseAskedOverride = defineAction({
  permission: "order.ship_on_override",
  schema: decision,
  run: ({ context }, { orderNumber, overrideId, reason }) =>
    refuseOverride(context, { orderNumber }, { overrideId, word: reason }),
  message: "Refused. Whoever asked is told why.",
});

const timeOfDay = z
  .string()
  .trim()
  .max(20)
  .refine((text) => text === "" || minuteOfDay(text) !== null, "must be a time of day like 07:30");

const oneOf = <T extends number>(choices: readonly T[]) =>
  z
    .string()
    .transform((text) => choices.find((each) => String(each) === text) ?? NaN)
    .refine((choice): choice is T => !Number.isNaN(choice), `must be one of ${choices.join(", ")}`);

/** When people of this store are told, and when no alert is mailed; both times left empty: at no time. */
export const changeAlerts = defineAction({
  permission: "alerts.edit",
  schema: z
    .strictObject({
      requestId: requestIdField,
      from: timeOfDay,
      until: timeOfDay,
      holdHours: oneOf(alertHoldHours),
      silenceMinutes: oneOf(alertSilenceMinutes),
    })
    .refine(({ from, until }) => from !== "" || until === "", {
      path: ["from"],
      error: "is missing; to have no quiet hours, empty both",
    })
    .refine(({ from, until }) => until !== "" || from === "", {
      path: ["until"],
      error: "is missing; to have no quiet hours, empty both",
    })
    .refine(({ from, until }) => from === "" || from !== until, {
      path: ["until"],
      error: "must be another time than the start",
    }),
  run: ({ context }, { from, until, holdHours, silenceMinutes }) =>
    changeStoreSettings(context, {
      quietHours: from === "" ? null : { from, until },
      alertHoldHours: holdHours,
      alertSilenceMinutes: silenceMinutes,
    }),
  message: (_value, { from, until }) =>
    from === "" ? "Alerts are mailed at any hour." : `No alert is mailed from ${from} to ${until}.`,
});

function toRequest({ act, moveToo, without, fromId, toId }: RequestFields): HandOutRequest {
  if (act === "even_out") return { act, moveToo: moveToo === "on", without: without ?? [] };
  return act === "release" ? { act } : { act, fromId: fromId ?? "", toId: toId ?? "" };
}
