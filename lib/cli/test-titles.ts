import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

export type TestTitle = { readonly title: string; readonly file: string; readonly group?: string };

const ROOMS = ["app", "components", "lib", "prisma", "e2e"];
const TEST_FILE = /(\.test\.tsx?|^e2e\/.*\.spec\.ts)$/;
const RUNNERS: ReadonlySet<string> = new Set(["it", "test", "describe"]);
const NEVER_RUN: ReadonlySet<string> = new Set(["skip", "todo", "fixme"]);

/** The titles of all tests and groups of tests in the tree, in the order of their files. */
export function readTestTitles(root: string): TestTitle[] {
  return ROOMS.flatMap((room) => filesBelow(root, room))
    .filter((file) => TEST_FILE.test(file))
    .sort()
    .flatMap((file) => titlesIn(readFileSync(join(root, file), "utf8"), file));
}

/** A title that is put together at run time counts with its literal parts; a test that never runs shows nothing. */
export function titlesIn(text: string, file: string): TestTitle[] {
  const titles: TestTitle[] = [];
  const visit = (node: ts.Node, group: string): void => {
    let inner = group;
    if (ts.isCallExpression(node)) {
      const words = calleeWords(node.expression);
      if (RUNNERS.has(words[0] ?? "")) {
        if (words.some((word) => NEVER_RUN.has(word))) return;
        const title = literalText(node.arguments[0]);
        if (title) titles.push({ title, file, group });
        if (words.includes("describe")) inner = title;
      }
    }
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, scriptKind(file)), "");
  return titles;
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    );
}

/** `it.skipIf(x)` and `describe.each(rows)` are calls whose callee is a call: all their words count. */
function calleeWords(node: ts.Expression): string[] {
  if (ts.isIdentifier(node)) return [node.text];
  if (ts.isPropertyAccessExpression(node)) return [...calleeWords(node.expression), node.name.text];
  if (ts.isCallExpression(node)) return calleeWords(node.expression);
  if (ts.isTaggedTemplateExpression(node)) return calleeWords(node.tag);
  return [];
}

function literalText(node: ts.Expression | undefined): string {
  if (!node) return "";
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map((span) => `…${span.literal.text}`).join("");
  }
  if (ts.isBinaryExpression(node)) return literalText(node.left) + literalText(node.right);
  return "";
}

function scriptKind(file: string): ts.ScriptKind {
  return file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
}
