import { expect, it, vi } from "vitest";

it("every copy of the module gives a text the same name, and other texts other names", async () => {
  const first = await import("./statement-name");
  vi.resetModules();
  const second = await import("./statement-name");
  expect(second.statementName).not.toBe(first.statementName);
  first.statementName("SELECT 1");
  expect(second.statementName("SELECT 2")).toBe(first.statementName("SELECT 2"));
  expect(second.statementName("SELECT 2")).not.toBe(second.statementName("SELECT 1"));
});
