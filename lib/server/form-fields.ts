import { z } from "zod";
import { maskCardNumbers } from "@/lib/format/mask-card-numbers";
import { type SnoozeChoice, snoozeChoicePattern } from "@/lib/format/snooze-choices";
import { withoutTurns } from "@/lib/format/without-turns";

/** The fields that forms are made of. A form's text is a claim: each of these says what it must look like before anything reads it. */
export const idField = z.string().regex(/^[a-z]{2,5}_[0-9A-Za-z_-]{1,80}$/, "is not an id");
/** A saved view's id, or the word for one that ships. */
export const viewIdField = z.string().regex(/^[a-z0-9_A-Z-]{1,80}$/, "is not a view");
export const orderNumberField = z.string().regex(/^[\x21-\x7e]{1,64}$/, "is not an order number");
/** The number of a gift card or a check. A bank card's never comes this way (MR4-24). */
export const houseNumberField = z
  .string()
  .regex(/^[\x21-\x7e]{1,64}$/, "is not a number of a card or check")
  .refine(
    (text) => maskCardNumbers(text) === text,
    "is a bank card's number; its owner types that on the gateway's page",
  );
/** "tomorrow", or a moment on the shop's clock. */
export const snoozeField = z
  .string()
  .regex(snoozeChoicePattern, "choose one of these")
  .transform((text) => text as SnoozeChoice);
/** A field of the store's own, and after a dot what it shall say: a choice's id, "set" for a flag, nothing to clear it. */
export const ownStatusField = z
  .string()
  .regex(/^sfd_[0-9a-z]{1,60}\.(?:set|sch_[0-9a-z]{1,60})?$/, "choose one of these")
  .transform((text) => {
    const [fieldId = "", value = ""] = text.split(".");
    return { fieldId, value: value === "" ? null : value };
  });
export const requestIdField = z.uuid("is not a request id");
export const idsField = z
  .array(z.string().min(1).max(120))
  .min(1, "select at least one")
  .max(500, "select at most 500");
export const emailField = z.string().trim().toLowerCase().max(254).pipe(z.email("is not an e-mail address"));
export const currencyField = z.string().regex(/^[A-Z]{3}$/, "is not a currency");

export const versionField = z
  .string()
  .regex(/^\d{1,9}$/, "is not a version")
  .transform(Number);

/** Whole minor units, as digits: no sign, no separator, nothing that could be read in two ways. */
export const minorAmountField = z
  .string()
  .regex(/^\d{1,15}$/, "must be a whole number of minor units")
  .transform(BigInt);

/** A browser leaves an unchecked box out. */
export const checkboxField = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

/** What a person writes: line breaks stay, other control characters do not, and a card number is masked before it can be stored. */
export function freeText(longest: number) {
  return z
    .string()
    .transform(cleanText)
    .pipe(z.string().min(1, "must not be empty").max(longest, `must have at most ${longest} characters`));
}

export function optionalText(longest: number) {
  return z
    .string()
    .optional()
    .transform((text) => cleanText(text ?? ""))
    .pipe(z.string().max(longest, `must have at most ${longest} characters`))
    .transform((text) => (text === "" ? null : text));
}

function cleanText(text: string): string {
  const plain = withoutTurns(text, " ")
    .replaceAll("\r\n", "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ");
  return maskCardNumbers(plain).trim();
}
