"use server";

import { z } from "zod";
import * as fields from "@/lib/operations/status-field/change-status-fields";
import { defineAction } from "@/lib/server/define-action";
import { freeText, idField, requestIdField } from "@/lib/server/form-fields";

const permission = "settings.edit";
const requestId = { requestId: requestIdField };
const name = freeText(60);

/** One choice a line; empty lines say nothing. */
const choiceLines = z
  .string()
  .max(3_000)
  .transform((text) => text.split("\n").flatMap((line) => line.trim() || []))
  .pipe(z.array(name));

export const addStatusField = defineAction({
  permission,
  schema: z
    .strictObject({
      ...requestId,
      name,
      subject: z.enum(fields.statusSubjects),
      kind: z.enum(fields.statusKinds),
      choices: choiceLines.optional(),
    })
    .refine(({ kind, choices }) => kind === "flag" || (choices ?? []).length > 0, {
      path: ["choices"],
      error: "must name at least one",
    }),
  run: ({ context }, { requestId: _id, choices, ...field }) =>
    fields.addStatusField(context, { ...field, choices: choices ?? [] }),
  message: ({ name: added }) => `“${added}” is on the desk.`,
});

export const renameStatusField = defineAction({
  permission,
  schema: z.strictObject({ ...requestId, fieldId: idField, name }),
  run: ({ context }, input) => fields.renameStatusField(context, input),
  message: ({ name: renamed }) => `It is “${renamed}” now, wherever it is set.`,
});

export const retireStatusField = defineAction({
  permission,
  schema: z.strictObject({ ...requestId, fieldId: idField }),
  run: ({ context }, input) => fields.retireStatusField(context, input),
  message: ({ name: retired }) => `“${retired}” is off the desk.`,
});

export const addStatusChoice = defineAction({
  permission,
  schema: z.strictObject({ ...requestId, fieldId: idField, name }),
  run: ({ context }, input) => fields.addStatusChoice(context, input),
  message: ({ name: added }) => `“${added}” can be chosen now.`,
});

export const renameStatusChoice = defineAction({
  permission,
  schema: z.strictObject({ ...requestId, fieldId: idField, choiceId: idField, name }),
  run: ({ context }, input) => fields.renameStatusChoice(context, input),
  message: ({ name: renamed }) => `It is “${renamed}” now, wherever it is set.`,
});

export const retireStatusChoice = defineAction({
  permission,
  schema: z.strictObject({ ...requestId, fieldId: idField, choiceId: idField }),
  run: ({ context }, input) => fields.retireStatusChoice(context, input),
  message: ({ name: retired }) => `“${retired}” is offered no more.`,
});
