import { tmpdir } from "node:os";
import { parseArgs } from "node:util";

export type BenchOptions = {
  /** Small numbers, for a look in two minutes. Writes nothing into docs. */
  readonly isQuick: boolean;
  /** Shipped releases that wait for their capture. */
  readonly captures: number;
  /** Orders in the database that pages are read from. */
  readonly orders: number;
  /** Orders in the database that lists are read from a second time. */
  readonly large: number;
  /** Requests per page that are timed. */
  readonly requests: number;
  readonly port: number;
  /** Under which a folder is made and removed again. */
  readonly dataRoot: string;
  readonly parts: ReadonlySet<BenchPart>;
  /** A sentence about the circumstances, for the page. */
  readonly note: string | null;
};
const allParts = ["web", "lists", "captures"] as const;
export type BenchPart = (typeof allParts)[number];

const usage = `npm run bench -- [--quick] [--only web|lists|captures] [--captures N] [--orders N] [--large N] [--requests N] [--port N] [--data FOLDER] [--note TEXT]
Without --quick and --only the figures are written into docs/benchmarks.md.`;

export function readBenchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string" },
      captures: { type: "string" },
      orders: { type: "string" },
      large: { type: "string" },
      requests: { type: "string" },
      port: { type: "string", default: "40100" },
      data: { type: "string", default: tmpdir() },
      note: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  const isQuick = values.quick;
  return {
    isQuick,
    captures: count(values.captures, isQuick ? 300 : 20_000),
    orders: count(values.orders, isQuick ? 5_000 : 100_000),
    large: count(values.large, isQuick ? 20_000 : 1_000_000),
    requests: count(values.requests, isQuick ? 20 : 100),
    port: count(values.port, 40_100),
    dataRoot: values.data,
    note: values.note ?? null,
    parts: new Set(values.only === undefined ? allParts : values.only.split(",").map(part)),
  };
}

function count(text: string | undefined, fallback: number): number {
  const number = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${text} is no number.\n${usage}`);
  return number;
}

function part(text: string): BenchPart {
  const known = allParts.find((each) => each === text.trim());
  if (known === undefined) throw new Error(`There is no part ${text}.\n${usage}`);
  return known;
}
