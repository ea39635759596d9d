// Plain JavaScript for plain Node 20: it runs on a fresh clone, before anything is installed.
import { ensureInstalled } from "./ensure-installed.mjs";
import { runOnPinnedNode } from "./run-on-pinned-node.mjs";

ensureInstalled();
await runOnPinnedNode("lib/cli/run-tests.ts", process.argv.slice(2));
