import { describe, expect, it } from "vitest";
import { textSchema } from "@/lib/operations/input-schemas";
import { withoutTurns } from "./without-turns";

const turns = ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"];

describe("text that would turn itself around", () => {
  it.each(turns)("IN-1 MR4-29: %j is taken out, wherever it stands", (turn) => {
    expect(withoutTurns(`${turn}Ada${turn} 12${turn}`)).toBe("Ada 12");
  });

  it("IN-1: Arabic, Hebrew and their marks stay", () => {
    expect(withoutTurns("نور \u200f(محل)، שלום\u200e")).toBe("نور \u200f(محل)، שלום\u200e");
  });

  it("IN-1 MR4-29: a text from another system is taken in without them, and one of nothing else is refused", () => {
    expect(textSchema(6).parse("\u202eAda\u202c ab\u2069")).toBe("Ada ab");
    expect(textSchema(5).safeParse("\u202e \u202c").success).toBe(false);
  });
});
