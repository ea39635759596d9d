import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { readBenchOptions } from "./bench-options";
import { benchmarksPage } from "./benchmarks-page";
import { measureCaptures } from "./capture-bench";
import { measureLists } from "./list-bench";
import { measureWeb } from "./web-bench";

/** `npm run bench`: measures, prints what it found, and after a whole run writes docs/benchmarks.md. */
const asked = process.argv.slice(2);
const options = readBenchOptions(asked);
// Sessions and links are sealed with it: the bench visits pages as the product's own people do.
const secret = randomBytes(32).toString("hex");
process.env.NEXTAUTH_SECRET = secret;

const web = options.parts.has("web") ? await measureWeb(options, secret) : null;
const lists = options.parts.has("lists") ? await measureLists(options, secret) : null;
const captures = options.parts.has("captures") ? await measureCaptures(options) : null;
const page = benchmarksPage({ asked, web, lists, captures, note: options.note });
console.log(page);
if (web && lists && captures && !options.isQuick) {
  writeFileSync("docs/benchmarks.md", page);
  console.log("docs/benchmarks.md is written.");
}
