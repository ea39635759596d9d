import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";
import type { RawRow } from "./row-mapping";

export type ReadRow =
  | { readonly lineNo: number; readonly row: RawRow }
  | { readonly lineNo: number; readonly why: string };

/** Rows of a CSV or JSON Lines file, plain or gzip, one at a time: a file of any size needs the memory of one row. A broken line is handed out as such. */
export async function* readRows(path: string): AsyncGenerator<ReadRow> {
  const { isGzip, isJson } = await sniff(path);
  const file = createReadStream(path);
  const stream: Readable = isGzip ? file.pipe(createGunzip()) : file;
  file.on("error", (error) => stream.destroy(error));
  yield* isJson ? jsonLines(stream) : csvLines(stream);
}

async function* csvLines(stream: Readable): AsyncGenerator<ReadRow> {
  const parser = parse({
    columns: true,
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    info: true,
    skip_records_with_error: true,
    max_record_size: 64 * 1024,
  });
  const broken: ReadRow[] = [];
  parser.on("skip", (error: { lines?: number; message: string }) =>
    broken.push({ lineNo: error.lines ?? 0, why: error.message }),
  );
  stream.on("error", (error) => parser.destroy(error));
  for await (const { info, record } of stream.pipe(parser) as AsyncIterable<{
    info: { lines: number; columns: readonly unknown[] };
    record: RawRow;
  }>) {
    while (broken.length > 0) yield broken.shift() as ReadRow;
    const expected = info.columns.length;
    const got = Object.keys(record).length;
    yield got === expected
      ? { lineNo: info.lines, row: record }
      : { lineNo: info.lines, why: `has ${got} columns, the header has ${expected}` };
  }
  yield* broken;
}

async function* jsonLines(stream: Readable): AsyncGenerator<ReadRow> {
  let lineNo = 0;
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    lineNo++;
    if (line.trim() === "") continue;
    yield parseJsonLine(line, lineNo);
  }
}

function parseJsonLine(line: string, lineNo: number): ReadRow {
  try {
    const row: unknown = JSON.parse(line);
    if (typeof row === "object" && row !== null && !Array.isArray(row)) return { lineNo, row: row as RawRow };
    return { lineNo, why: "is not a JSON object" };
  } catch {
    return { lineNo, why: "is not JSON" };
  }
}

/** Gzip by its first two bytes; JSON Lines when the first character that is no blank is a brace. */
async function sniff(path: string): Promise<{ isGzip: boolean; isJson: boolean }> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    const isGzip = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    const head = isGzip ? createReadStream(path).pipe(createGunzip()) : createReadStream(path, { end: 1023 });
    for await (const chunk of head)
      return {
        isGzip,
        isJson: String(chunk)
          .replace(/^\uFEFF/, "")
          .trimStart()
          .startsWith("{"),
      };
    return { isGzip, isJson: false };
  } finally {
    await handle.close();
  }
}
