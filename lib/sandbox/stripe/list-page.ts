import { type Collection, type Entry, type Identified, positionOf } from "../collection";
import { createdFilter, integer, type Param, reference } from "./params";
import type { JsonObject } from "./render-payment";
import { invalidRequest, noSuch } from "./stripe-error";

interface Created extends Identified {
  readonly created: number;
}

/** The parameters that every list takes. */
export const pageParams = { limit: integer, starting_after: reference, ending_before: reference } as const;
export const datedPageParams = { ...pageParams, created: createdFilter } as const;

export interface PageQuery {
  readonly limit?: number;
  readonly starting_after?: string;
  readonly ending_before?: string;
  readonly created?: typeof createdFilter extends Param<infer C> ? C : never;
}

interface PageSource<T extends Created> {
  readonly collection: Collection<T>;
  /** The entries to look through, oldest first: all, or those of one index key. */
  readonly entries: readonly Entry<T>[];
  readonly kind: string;
  readonly url: string;
  readonly accepts?: (record: T) => boolean;
  readonly render: (record: T) => JsonObject;
}

/** One page, newest first. Reads only what it gives plus what the filter refuses; never the whole collection. */
export function listPage<T extends Created>(query: PageQuery, source: PageSource<T>): JsonObject {
  const limit = query.limit ?? 10;
  if (limit < 1 || limit > 100) {
    throw invalidRequest("This value must be between 1 and 100.", {
      code: "parameter_invalid_integer",
      param: "limit",
    });
  }
  const found = query.ending_before === undefined ? olderThan(query, source, limit) : newerThan(query, source, limit);
  return { object: "list", data: found.records.map(source.render), has_more: found.hasMore, url: source.url };
}

interface Found<T> {
  readonly records: T[];
  readonly hasMore: boolean;
}

function olderThan<T extends Created>(query: PageQuery, source: PageSource<T>, limit: number): Found<T> {
  const { entries } = source;
  const start =
    query.starting_after === undefined
      ? upperBound(entries, query.created)
      : Math.min(
          positionOf(entries, seqOf(source, query.starting_after, "starting_after")),
          upperBound(entries, query.created),
        );
  const records: T[] = [];
  for (let index = start - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (entry === undefined || entry.isDeleted) continue;
    if (isBefore(entry.record.created, query.created)) break;
    if (source.accepts !== undefined && !source.accepts(entry.record)) continue;
    if (records.length === limit) return { records, hasMore: true };
    records.push(entry.record);
  }
  return { records, hasMore: false };
}

function newerThan<T extends Created>(query: PageQuery, source: PageSource<T>, limit: number): Found<T> {
  const { entries } = source;
  const cursor = seqOf(source, query.ending_before ?? "", "ending_before");
  const records: T[] = [];
  let hasMore = false;
  for (let index = positionOf(entries, cursor + 1); index < upperBound(entries, query.created); index += 1) {
    const entry = entries[index];
    if (entry === undefined || entry.isDeleted || isBefore(entry.record.created, query.created)) continue;
    if (source.accepts !== undefined && !source.accepts(entry.record)) continue;
    if (records.length === limit) {
      hasMore = true;
      break;
    }
    records.push(entry.record);
  }
  return { records: records.reverse(), hasMore };
}

function seqOf<T extends Created>(source: PageSource<T>, id: string, param: string): number {
  const entry = source.collection.entry(id);
  if (entry === undefined) throw noSuch(source.kind, id, param, 400);
  return entry.seq;
}

/** The clock never goes back once anything exists, so entries stand in order of creation and the bound can be searched for. */
function upperBound<T extends Created>(entries: readonly Entry<T>[], created: PageQuery["created"]): number {
  const latest = Math.min(created?.lte ?? Infinity, created?.lt === undefined ? Infinity : created.lt - 1);
  if (latest === Infinity) return entries.length;
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.record.created ?? Infinity) <= latest) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBefore(moment: number, created: PageQuery["created"]): boolean {
  return (created?.gte !== undefined && moment < created.gte) || (created?.gt !== undefined && moment <= created.gt);
}
