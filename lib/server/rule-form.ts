import { z } from "zod";
import { parseRuleAmount, parseWaits } from "@/lib/format/rule-words";
import { houseReasons } from "@/lib/payments/decline-reasons";
import { gatewayNames, methodKinds } from "@/lib/payments/gateway";
import {
  customerSegments,
  type RecoveryRule,
  type RuleMatch,
  recoveryActions,
  recoveryTasks,
} from "@/lib/payments/recovery-rules";
import { checkboxField, freeText, optionalText } from "./form-fields";

const numberField = (longest: number) =>
  z
    .string()
    .regex(/^\d*$/, "must be a whole number")
    .transform((text) => (text === "" ? null : Number(text)))
    .refine((value) => value === null || (value >= 1 && value <= longest), `must be from 1 to ${longest}`);
const amountField = z
  .string()
  .max(40)
  .transform((text) => (text.trim() === "" ? null : (parseRuleAmount(text) ?? "unreadable")))
  .refine((amount) => amount !== "unreadable", "must be an amount such as “200.00 USD”")
  .transform((amount) => (amount === "unreadable" ? null : amount));
const hourField = z
  .string()
  .regex(/^(\d|1\d|2[0-4])?$/, "must be an hour from 0 to 24")
  .transform((text) => (text === "" ? null : Number(text)));
const listOf = <const T extends readonly [string, ...string[]]>(words: T) => z.array(z.enum(words)).default([]);

/** A rule as its form gives it. An empty field is a condition that holds always. */
export const ruleFormFields = {
  /** Empty for a new rule. */
  ruleId: z.string().regex(/^[a-z0-9-]{0,60}$/, "is not a rule"),
  name: freeText(120),
  reasons: listOf(houseReasons),
  rawCodes: optionalText(1000),
  gateways: listOf(gatewayNames),
  methodKinds: listOf(methodKinds),
  segments: listOf(customerSegments),
  attemptFrom: numberField(20),
  attemptTo: numberField(20),
  amountFrom: amountField,
  amountBelow: amountField,
  action: z.enum(recoveryActions),
  task: z.enum(recoveryTasks),
  maxAttempts: numberField(20).refine((value) => value !== null, "must be from 1 to 20"),
  waits: z
    .string()
    .max(120)
    .transform((text) => parseWaits(text) ?? null)
    .refine((waits) => waits !== null, "must be waits such as “5 min, 1 h, 3 d”")
    .refine((waits) => waits === null || waits.every((wait) => wait <= 43_200), "must be 30 days at most"),
  fromHour: hourField,
  toHour: hourField,
  isWeekdaysOnly: checkboxField,
  zone: z.enum(["store", "payer"]),
  afterwards: z.enum(["ask_customer", "make_task"]),
};

type RuleForm = z.output<z.ZodObject<typeof ruleFormFields>>;

/** The rule that the form describes. */
export function toRule(form: RuleForm): RecoveryRule {
  const { fromHour, toHour, isWeekdaysOnly, zone } = form;
  const hasHours = fromHour !== null && toHour !== null;
  return {
    id: form.ruleId === "" ? newRuleId(form.name) : form.ruleId,
    name: form.name,
    match: toMatch(form),
    action: form.action,
    task: form.task,
    maxAttempts: form.maxAttempts ?? 1,
    schedule: {
      waitsMinutes: form.waits ?? [],
      hours: hasHours ? { fromHour, toHour, isWeekdaysOnly, zone } : null,
    },
    afterwards: form.afterwards,
  };
}

function toMatch(form: RuleForm): RuleMatch {
  const rawCodes = (form.rawCodes ?? "").split(/[\s,]+/).filter((code) => code !== "");
  return {
    ...(form.reasons.length > 0 && { reasons: form.reasons }),
    ...(rawCodes.length > 0 && { rawCodes }),
    ...(form.gateways.length > 0 && { gateways: form.gateways }),
    ...(form.methodKinds.length > 0 && { methodKinds: form.methodKinds }),
    ...(form.segments.length > 0 && { segments: form.segments }),
    ...(form.attemptFrom !== null && { attemptFrom: form.attemptFrom }),
    ...(form.attemptTo !== null && { attemptTo: form.attemptTo }),
    ...(form.amountFrom !== null && { amountFrom: form.amountFrom }),
    ...(form.amountBelow !== null && { amountBelow: form.amountBelow }),
  };
}

/** Readable in a record, and unlike any other: the name's words and a few letters. */
function newRuleId(name: string): string {
  const words = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);
  return `${words === "" ? "rule" : words}-${crypto.randomUUID().slice(0, 6)}`;
}
