import { csvLine, csvStart } from "@/lib/format/csv";
import { dateIn } from "@/lib/format/format-instant";
import type { QueryScope } from "@/lib/queries/query-scope";

export type CsvFile<Row> = {
  readonly name: string;
  readonly head: readonly string[];
  readonly pages: AsyncGenerator<Row[], void>;
  readonly cells: (row: Row) => readonly (string | null)[];
};

/** Reads a list from its first page to its last by the cursors it answers with. */
export async function* pagesOf<Row>(
  readPage: (after: string | null) => Promise<{ rows: Row[]; nextCursor: string | null }>,
): AsyncGenerator<Row[], void> {
  let after: string | null = null;
  do {
    const page: { rows: Row[]; nextCursor: string | null } = await readPage(after);
    yield page.rows;
    after = page.nextCursor;
  } while (after !== null);
}

/** A list as a file, named with today's date. The first page is read before the answer begins, so that what cannot be read is an error and no empty file. */
export async function csvFile<Row>(
  { now, timeZone }: Pick<QueryScope, "now" | "timeZone">,
  file: CsvFile<Row>,
): Promise<Response> {
  const first = await file.pages.next();
  return new Response(streamOf(file, first), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${file.name}-${dateIn(now, timeZone)}.csv"`,
      "cache-control": "no-store",
    },
  });
}

/** Written as it is read: a reader who goes away stops the reading, and a page that fails breaks the file off instead of ending it well. */
function streamOf<Row>(
  { head, pages, cells }: CsvFile<Row>,
  first: IteratorResult<Row[], void>,
): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder();
  const lines = (rows: readonly Row[]) => rows.map((row) => csvLine(cells(row))).join("");
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.encode(csvStart + csvLine(head) + lines(first.value ?? [])));
    },
    async pull(controller) {
      const { done, value } = await pages.next();
      if (done) controller.close();
      else controller.enqueue(bytes.encode(lines(value)));
    },
    async cancel() {
      await pages.return();
    },
  });
}
