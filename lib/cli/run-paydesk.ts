import { parseArgs } from "node:util";
import { StartupProblem } from "@/lib/config/startup-problem";
import { startPaydesk } from "./start-paydesk";
import { Teardown } from "./teardown";

const { values } = parseArgs({ options: { dev: { type: "boolean", default: false } } });
const SAME_WISH_MS = 1_000;
const teardown = new Teardown();
let isStopping = false;
let stoppingSince = 0;

async function stop(exitCode: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await teardown.run();
  process.exit(exitCode);
}

/** One wish to stop may arrive several times over: from the terminal, from npm, from the starter. */
function hurryIfAskedAgain(): void {
  if (performance.now() - stoppingSince > SAME_WISH_MS) teardown.hurry();
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (isStopping) return hurryIfAskedAgain();
    stoppingSince = performance.now();
    process.stdout.write("Stopping. Once more to force it.\n");
    void stop(0);
  });
}
// The browser tests start Paydesk as their child: when they are ended outright, it ends too.
if (process.channel) process.once("disconnect", () => void stop(1));
// `npm start | head` closes our output; the processes must not be left behind.
process.stdout.on("error", () => void stop(1));

try {
  await startPaydesk({
    isDev: values.dev,
    teardown,
    onFatal: (message) => {
      if (isStopping) return;
      process.stderr.write(`${message}\n`);
      void stop(1);
    },
  });
} catch (cause) {
  if (!isStopping) console.error(cause instanceof StartupProblem ? cause.message : cause);
  await stop(1);
}
