import { readFileSync } from "node:fs";
import { keepGeneratedPage } from "./generated-page";
import { type RequirementGroup, requirementsPage } from "./requirements-page";
import { readTestTitles } from "./test-titles";

/** `npm run requirements` writes docs/requirements.md; with `--check` it fails where the page is stale or a title names an id that does not exist. */
const groups = JSON.parse(readFileSync("docs/requirement-rows.json", "utf8")) as RequirementGroup[];
const page = requirementsPage(groups, readTestTitles(process.cwd()));
for (const { id, title, file } of page.unknown) {
  console.error(`${file}: “${title}” names ${id}, which docs/requirement-rows.json does not know.`);
  process.exitCode = 1;
}
keepGeneratedPage("docs/requirements.md", page.text, "requirements");
