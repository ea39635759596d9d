import { spawn } from "node:child_process";

const PINNED_NODE = "node_modules/.bin/node";

/** Runs a TypeScript file on the Node version that package.json pins, and ends as it ends. */
export function runOnPinnedNode(file, args) {
  const flags = ["--disable-warning=ExperimentalWarning", "--import", "tsx"];
  const child = spawn(PINNED_NODE, [...flags, file, ...args], { stdio: "inherit" });
  // Ctrl-C reaches the child by itself, being of the same group; a signal from elsewhere has to be handed on.
  process.on("SIGINT", () => undefined);
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) whenOrphaned(() => child.kill("SIGTERM"));
  return new Promise(() => {
    child.once("error", (error) => {
      process.stderr.write(`Node 24 could not be started from ${PINNED_NODE}: ${error.message}\n`);
      process.exit(1);
    });
    child.once("exit", (code) => process.exit(code ?? 1));
  });
}

/** npm does not hand a SIGTERM on through its shell: that it is gone is the only sign that is left. */
function whenOrphaned(react) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    react();
  }, 500);
  watch.unref();
}
