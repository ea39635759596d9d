import { buildWeb, generateClient } from "./build-steps";
import { ChildLogs } from "./child-logs";
import { Teardown } from "./teardown";
import { ONE_PASSED, oneFailed, type TestResult } from "./test-result";

export async function checkBuild(logFile: string): Promise<TestResult> {
  const teardown = new Teardown();
  try {
    await generateClient();
    await buildWeb(
      { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      new ChildLogs(logFile),
      teardown,
    );
    return ONE_PASSED;
  } catch (cause) {
    return oneFailed(cause instanceof Error ? cause.message : String(cause));
  } finally {
    await teardown.run();
  }
}
