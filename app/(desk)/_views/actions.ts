"use server";

import { z } from "zod";
import { can } from "@/lib/auth/permissions";
import { viewHref, viewScreens, viewSharings } from "@/lib/format/view-query";
import {
  changeView as changeViewOperation,
  deleteView as deleteViewOperation,
} from "@/lib/operations/view/change-view";
import { pinView as pinViewOperation } from "@/lib/operations/view/pin-view";
import { saveView as saveViewOperation } from "@/lib/operations/view/save-view";
import { refused } from "@/lib/payments/result";
import { defineAction } from "@/lib/server/define-action";
import { checkboxField, freeText, idField, requestIdField, viewIdField } from "@/lib/server/form-fields";

const query = z.string().max(2000, "is too long");
const sharing = z.enum(viewSharings);
const screen = z.enum(viewScreens);

export const saveView = defineAction({
  permission: "view.save",
  schema: z.strictObject({
    screen,
    name: freeText(80),
    query,
    sharing,
    isPinned: checkboxField,
    requestId: requestIdField,
  }),
  run: async ({ context, staff }, input) => {
    if (input.sharing === "everyone" && !can(staff.role, "view.share_with_everyone")) return refused("not_permitted");
    const saved = await saveViewOperation(context, input);
    if (saved.ok && input.isPinned) await pinViewOperation(context, { ...input, viewId: saved.value.viewId });
    return saved;
  },
  message: (_value, { name }) => `${name} is saved.`,
  redirectTo: ({ viewId, query: kept }, input) => viewHref(input.screen, { id: viewId, query: kept }),
});

export const changeView = defineAction({
  permission: "view.save",
  schema: z.strictObject({
    viewId: idField,
    name: freeText(80).optional(),
    query: query.optional(),
    sharing: sharing.optional(),
    requestId: requestIdField,
  }),
  run: async ({ context, staff }, { viewId, ...change }) => {
    if (change.sharing === "everyone" && !can(staff.role, "view.share_with_everyone")) return refused("not_permitted");
    return changeViewOperation(context, viewId, change);
  },
  message: ({ name }) => `${name} is saved.`,
});

export const deleteView = defineAction({
  permission: "view.save",
  schema: z.strictObject({ viewId: idField, requestId: requestIdField }),
  run: ({ context }, { viewId }) => deleteViewOperation(context, viewId),
  message: "The view is gone.",
});

export const pinView = defineAction({
  permission: "view.save",
  schema: z.strictObject({ screen, viewId: viewIdField.or(z.literal("")), requestId: requestIdField }),
  run: ({ context }, input) => pinViewOperation(context, { screen: input.screen, viewId: input.viewId || null }),
  message: ({ isPinned }) => (isPinned ? "This list opens here from now on." : "This list opens on everything again."),
});
