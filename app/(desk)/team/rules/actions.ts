"use server";

import { z } from "zod";
import { changeDraft, discardDraft as discardDraftOperation } from "@/lib/operations/rules/change-draft";
import {
  publishRules as publishRulesOperation,
  rollBackRules as rollBackOperation,
} from "@/lib/operations/rules/publish-rules";
import { setRetryLimit as setRetryLimitOperation } from "@/lib/operations/rules/set-retry-limit";
import { defineAction } from "@/lib/server/define-action";
import { freeText, requestIdField } from "@/lib/server/form-fields";
import { ruleFormFields, toRule } from "@/lib/server/rule-form";

const request = { requestId: requestIdField };
const ruleId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, "is not a rule");

/** Writes one rule of the draft; nothing that happens to an order looks at a draft. */
export const saveRule = defineAction({
  permission: "rules.edit",
  schema: z.strictObject({ ...request, ...ruleFormFields }),
  run: ({ context }, input) => changeDraft(context, { kind: "save_rule", rule: toRule(input) }),
  message: "Saved in the draft. The live rules are as they were.",
});

export const moveRule = defineAction({
  permission: "rules.edit",
  schema: z.strictObject({ ...request, ruleId, by: z.enum(["-1", "1"]) }),
  run: ({ context }, input) =>
    changeDraft(context, { kind: "move_rule", ruleId: input.ruleId, by: input.by === "1" ? 1 : -1 }),
});

export const removeRule = defineAction({
  permission: "rules.edit",
  schema: z.strictObject({ ...request, ruleId }),
  run: ({ context }, input) => changeDraft(context, { kind: "remove_rule", ruleId: input.ruleId }),
  message: "Taken out of the draft.",
});

export const discardDraft = defineAction({
  permission: "rules.edit",
  schema: z.strictObject(request),
  run: ({ context }) => discardDraftOperation(context),
  message: "The draft is gone. The live rules are as they were.",
});

export const publishRules = defineAction({
  permission: "rules.publish",
  schema: z.strictObject({ ...request, seen: z.string().regex(/^[0-9a-f]{32}$/), note: freeText(300) }),
  run: ({ context }, { seen, note }) => publishRulesOperation(context, { seen, note }),
  message: ({ version }) => `Version ${version} is in force from the next failure on.`,
});

export const rollBackRules = defineAction({
  permission: "rules.publish",
  schema: z.strictObject({
    ...request,
    version: z
      .string()
      .regex(/^\d{1,6}$/)
      .transform(Number),
    note: freeText(300),
  }),
  run: ({ context }, { version, note }) => rollBackOperation(context, { version, note }),
  message: ({ version }) => `In force again, as version ${version}.`,
});

/** What the store allows itself of a network's limit, from the beginning of a day on its clock; from now on where none is named. */
export const setRetryLimit = defineAction({
  permission: "rules.publish",
  schema: z.strictObject({
    ...request,
    limitId: z.string().regex(/^[a-z]+\.\d+[hd]$/, "is not a limit"),
    most: z
      .string()
      .trim()
      .regex(/^[1-9]\d{0,2}$/, "must be a whole number of tries, one at least")
      .transform(Number),
    from: z
      .string()
      .trim()
      .regex(/^(\d{4}-\d{2}-\d{2})?$/, "must be a day like 2026-12-01, or empty for now"),
    note: freeText(300),
  }),
  run: ({ context }, { limitId, most, from, note }) =>
    setRetryLimitOperation(context, { limitId, most, day: from === "" ? null : from, note }),
  message: ({ isNow }, { most, from }) =>
    isNow ? `At most ${most} tries from now on.` : `At most ${most} tries from ${from} on.`,
});
