import { describe, expect, it } from "vitest";
import { Teardown } from "./teardown";

describe("Teardown", () => {
  it("stops the last one up first, and one at a time", async () => {
    const { teardown, stopped, step } = recording();
    teardown.add(step("database"));
    teardown.add(step("worker"));
    teardown.add(step("web"));
    await teardown.run();
    expect(stopped).toEqual(["web", "worker", "database"]);
  });

  it("goes on when one does not stop as it should", async () => {
    const { teardown, stopped, step } = recording();
    teardown.add(step("database"));
    teardown.add({ stop: () => Promise.reject("stuck") });
    await teardown.run();
    expect(stopped).toEqual(["database"]);
  });

  it("stops at once what was started while it was stopping", async () => {
    const { teardown, stopped, step } = recording();
    await teardown.run();
    teardown.add(step("web"));
    await Promise.resolve();
    expect(stopped).toEqual(["web"]);
  });
});

function recording() {
  const stopped: string[] = [];
  const step = (name: string) => ({
    stop: async () => {
      stopped.push(name);
    },
  });
  return { teardown: new Teardown(), stopped, step };
}
