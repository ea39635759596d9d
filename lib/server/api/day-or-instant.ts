import { z } from "zod";
import { instantSchema } from "@/lib/operations/input-schemas";

/** A calendar day stands for its noon in UTC, so that it is the same day for nearly every reader. */
const day = z.iso
  .date({ error: "must be a date, YYYY-MM-DD, or an RFC 3339 time" })
  .transform((text) => new Date(`${text}T12:00:00Z`));

export const dayOrInstant = z.union([instantSchema, day]).describe("RFC 3339 time, or a day as YYYY-MM-DD");
