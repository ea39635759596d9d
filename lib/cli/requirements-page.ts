import type { TestTitle } from "./test-titles";

export type RequirementGroup = { readonly title: string; readonly rows: Readonly<Record<string, string>> };
export type RequirementsPage = {
  readonly text: string;
  /** What in a title looks like an id but is none. */
  readonly unknown: readonly { id: string; title: string; file: string }[];
};

const SCENARIOS = "DC|UN|AE|PC|MT|CU|PR|RF|FD|WH|CC|JB|EL|AU|IN|ER|DM";
const ID = new RegExp(`\\b(?:[PWFSHX]\\d\\d|I\\d{1,2}|(?:${SCENARIOS})-\\d+|MR4-\\d+)\\b(?!-)`, "g");
const LEADING_IDS = new RegExp(`^(?:${ID.source}[ ,]*)+:\\s*`);

/** One line per requirement: its id, what it asks for, and the tests whose titles name it. */
export function requirementsPage(groups: readonly RequirementGroup[], titles: readonly TestTitle[]): RequirementsPage {
  const known = new Set(groups.flatMap((group) => Object.keys(group.rows)));
  const shownBy = new Map<string, TestTitle[]>();
  const unknown: { id: string; title: string; file: string }[] = [];
  for (const test of titles) {
    for (const id of new Set(test.title.match(ID))) {
      if (known.has(id)) shownBy.set(id, [...(shownBy.get(id) ?? []), test]);
      else unknown.push({ id, ...test });
    }
  }
  const lines = [
    "# What the product must do, and which tests show it",
    "",
    "Made by `npm run requirements` from the titles of the tests; `docs/requirement-rows.json` holds the ids and the words. A test belongs to",
    "each id in its title. **Open** means that no test shows the row yet.",
    "",
    `${shownBy.size} of ${known.size} rows are shown by a test.`,
  ];
  for (const group of groups) {
    const ids = Object.keys(group.rows);
    lines.push("", `## ${group.title} (${ids.filter((id) => shownBy.has(id)).length} of ${ids.length})`, "");
    for (const id of ids) lines.push(`- **${id}** ${group.rows[id]}: ${proof(shownBy.get(id))}`);
  }
  return { text: `${lines.join("\n")}\n`, unknown };
}

function proof(tests: readonly TestTitle[] | undefined): string {
  if (!tests) return "**open**";
  const files = [...new Set(tests.map((test) => test.file))];
  return files
    .map((file) => {
      const titles = new Set(tests.filter((test) => test.file === file).map((test) => `“${plain(test)}”`));
      return `${[...titles].join(", ")} ([${file}](../${file}))`;
    })
    .join("; ");
}

/** Without its ids, with its group where a row of a table is all it says, and with nothing that Markdown would take for markup. */
function plain({ title, group }: TestTitle): string {
  const bare = title.replace(LEADING_IDS, "");
  const words = /^[%$]/.test(bare) && group ? `${group.replace(LEADING_IDS, "")}: ${bare}` : bare;
  return words.replace(/\s+/g, " ").replace(/[\\`*_<>[\]|]/g, "\\$&");
}
