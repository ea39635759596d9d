import { appendFileSync, closeSync, existsSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { Collection, type Identified, type IndexKeys } from "./collection";

const FLUSH_AFTER_MS = 100;
const WORTH_COMPACTING_LINES = 2000;
const NEWLINE = 10;
const WRITE_CHUNK_LINES = 2000;

interface Persisted {
  readonly collection: Collection<Identified>;
  readonly dirty: Set<string>;
}

/**
 * Keeps the collections, and with a file also their journal: one line per new version of a record, the last line of an
 * id wins. Lines are written together after a short wait; opening the file reads it back and, when it has grown, rewrites it.
 */
export class StateStore {
  readonly #file: string | null;
  readonly #collections = new Map<string, Persisted>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();
  #isLoading = false;

  constructor(file: string | null) {
    this.#file = file;
  }

  collection<T extends Identified>(name: string, indexKeys: IndexKeys<T> = {}): Collection<T> {
    const dirty = new Set<string>();
    const collection = new Collection<T>(indexKeys, (id) => this.#changed(dirty, id));
    this.#collections.set(name, { collection: collection as unknown as Collection<Identified>, dirty });
    return collection;
  }

  load(): void {
    if (this.#file === null || !existsSync(this.#file)) return;
    this.#isLoading = true;
    let lines = 0;
    const bytes = readFileSync(this.#file);
    if (bytes.length > 0 && bytes.at(-1) !== NEWLINE) appendFileSync(this.#file, "\n");
    try {
      for (const line of linesOf(bytes)) {
        lines += 1;
        this.#replay(line);
      }
    } finally {
      this.#isLoading = false;
    }
    const live = [...this.#collections.values()].reduce((sum, { collection }) => sum + collection.size, 0);
    if (lines > live * 2 + WORTH_COMPACTING_LINES) this.#compact();
  }

  clear(): void {
    for (const { collection, dirty } of this.#collections.values()) {
      collection.clear();
      dirty.clear();
    }
    if (this.#file !== null) this.#compact();
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#writing;
    this.flushNow();
  }

  /** For the exit of the process, where nothing asynchronous runs any more. */
  flushNow(): void {
    if (this.#file === null) return;
    const text = this.#takeDirtyLines();
    if (text !== "") appendFileSync(this.#file, text);
  }

  #changed(dirty: Set<string>, id: string): void {
    if (this.#file === null || this.#isLoading) return;
    dirty.add(id);
    this.#timer ??= setTimeout(() => this.#flushSoon(), FLUSH_AFTER_MS).unref();
  }

  #flushSoon(): void {
    this.#timer = null;
    const file = this.#file;
    if (file === null) return;
    const text = this.#takeDirtyLines();
    this.#writing = this.#writing.then(() => appendFile(file, text)).catch((error: unknown) => console.error(error));
  }

  #takeDirtyLines(): string {
    const lines: string[] = [];
    for (const [name, { collection, dirty }] of this.#collections) {
      for (const id of dirty) lines.push(JSON.stringify([name, id, collection.get(id) ?? null]), "\n");
      dirty.clear();
    }
    return lines.join("");
  }

  #replay(line: string): void {
    let parsed: unknown;
    try {
      parsed = JSON.parse(line);
    } catch {
      return; // The last line of a killed process may be cut; what it told is lost, the rest is whole.
    }
    if (!Array.isArray(parsed)) return;
    const [name, id, record] = parsed as [string, string, Identified | null];
    const collection = this.#collections.get(name)?.collection;
    if (record === null) collection?.delete(id);
    else collection?.put(record);
  }

  #compact(): void {
    if (this.#file === null) return;
    const fresh = `${this.#file}.new`;
    const handle = openSync(fresh, "w");
    let chunk: string[] = [];
    for (const [name, { collection }] of this.#collections) {
      for (const record of collection) {
        chunk.push(`${JSON.stringify([name, record.id, record])}\n`);
        if (chunk.length >= WRITE_CHUNK_LINES) {
          writeSync(handle, chunk.join(""));
          chunk = [];
        }
      }
    }
    writeSync(handle, chunk.join(""));
    closeSync(handle);
    renameSync(fresh, this.#file);
  }
}

function* linesOf(bytes: Buffer): Iterable<string> {
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(NEWLINE, start);
    const stop = end === -1 ? bytes.length : end;
    if (stop > start) yield bytes.toString("utf8", start, stop);
    start = stop + 1;
  }
}
