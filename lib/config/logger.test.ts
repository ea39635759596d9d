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
    const { lines, text, logger } = recording({});
    logger.error(
      { email: "a@b.test", request: { headers: { authorization: "Bearer k", cookie: "s" } }, mail: { to: "a@b.test" } },
      "refused",
    );
    expect(text()).not.toMatch(/a@b\.test|Bearer|"s"/);
    expect(text()).toContain("[redacted]");
    const deep = {
      a: { b: [{ c: { d: { "set-cookie": ["s"], e: 1 } } }] },
      at: new Date(0),
      amounts: [1, { token: "s" }],
    };
    logger.child({ token: "s", correlationId: "c-1" }).info(deep, "kept");
    expect(lines[1]).toMatchObject({
      token: "[redacted]",
      correlationId: "c-1",
      a: { b: [{ c: { d: { "set-cookie": "[redacted]", e: 1 } } }] },
      at: "1970-01-01T00:00:00.000Z",
      amounts: [1, { token: "[redacted]" }],
    });
    const round: Record<string, unknown> = { email: "a@b.test" };
    logger.info({ round: Object.assign(round, { round }) }, "without an end");
    expect(text()).not.toMatch(/a@b\.test|"s"/);
  });

  it("MR4-33: says of an error what it is and where, not the row or the connection that a database's error carries", () => {
    const { lines, text, logger } = recording({});
    const error = Object.assign(new Error("duplicate key"), {
      code: "23505",
      detail: "Key (email)=(a@b.test) already exists.",
      client: { user: "paydesk", ssl: "inside" },
    });
    logger.error({ err: error }, "failed");
    expect(lines[0]?.err).toMatchObject({ type: "Error", message: "duplicate key", code: "23505" });
    expect(lines[0]?.err).toHaveProperty("stack");
    expect(text()).not.toMatch(/a@b\.test|inside/);
    logger.error({ outcome: { causes: [error] }, cause: error }, "failed");
    expect(lines[1]).toMatchObject({ cause: { message: "duplicate key" }, outcome: { causes: [{ code: "23505" }] } });
    expect(text()).not.toMatch(/a@b\.test|inside/);
    logger.error({ err: "only words" }, "failed");
    expect(lines[2]?.err).toEqual({ message: "only words" });
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
