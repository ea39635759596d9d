import { describe, expect, it } from "vitest";
import { makeLogger } from "./logger";

describe("logger", () => {
  it("writes one JSON line with level, time, service and correlation id", () => {
    const { lines, logger } = recording({ PAYDESK_SERVICE: "worker" });
    logger.child({ correlationId: "c-1" }).info({ attemptNo: 2 }, "attempt started");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      level: "info",
      service: "worker",
      correlationId: "c-1",
      attemptNo: 2,
      msg: "attempt started",
    });
    expect(lines[0]?.time).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it("never writes secrets or mail addresses, however deep they lie", () => {
    const { text, logger } = recording({});
    logger.error(
      { email: "a@b.test", request: { headers: { authorization: "Bearer k", cookie: "s" } }, mail: { to: "a@b.test" } },
      "refused",
    );
    expect(text()).not.toMatch(/a@b\.test|Bearer|"s"/);
    expect(text()).toContain("[redacted]");
  });

  it("follows LOG_LEVEL", () => {
    const { lines, logger } = recording({ LOG_LEVEL: "warn" });
    logger.info("quiet");
    logger.warn("heard");
    expect(lines.map((line) => line.msg)).toEqual(["heard"]);
  });
});

function recording(env: Record<string, string>) {
  const written: string[] = [];
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => {
    written.push(line);
    lines.push(JSON.parse(line));
  };
  return { lines, text: () => written.join(""), logger: makeLogger(env, { write }) };
}
