export interface Identified {
  readonly id: string;
}

export interface Entry<T> {
  record: T;
  readonly seq: number;
  isDeleted: boolean;
}

export type IndexKeys<T> = Record<string, (record: T) => string | null>;

/** Records by id, in order of arrival, with indexes. Records are never changed in place: a change is a new version. */
export class Collection<T extends Identified> {
  readonly #byId = new Map<string, Entry<T>>();
  readonly #all: Entry<T>[] = [];
  readonly #indexes = new Map<string, Map<string, Entry<T>[]>>();
  readonly #indexKeys: IndexKeys<T>;
  readonly #onChange: (id: string) => void;
  #nextSeq = 0;
  #oldest = 0;

  constructor(indexKeys: IndexKeys<T> = {}, onChange: (id: string) => void = () => {}) {
    this.#indexKeys = indexKeys;
    this.#onChange = onChange;
    for (const name of Object.keys(indexKeys)) this.#indexes.set(name, new Map());
  }

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): T | undefined {
    return this.#byId.get(id)?.record;
  }

  get oldest(): T | undefined {
    return this.#all[this.#oldest]?.record;
  }

  entry(id: string): Entry<T> | undefined {
    return this.#byId.get(id);
  }

  entries(): readonly Entry<T>[] {
    return this.#all;
  }

  entriesOf(index: string, key: string): readonly Entry<T>[] {
    return this.#indexes.get(index)?.get(key) ?? [];
  }

  *recordsOf(index: string, key: string): Iterable<T> {
    for (const entry of this.entriesOf(index, key)) if (!entry.isDeleted) yield entry.record;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const entry of this.#all) if (!entry.isDeleted) yield entry.record;
  }

  put(record: T): T {
    const present = this.#byId.get(record.id);
    if (present === undefined) {
      const entry: Entry<T> = { record, seq: this.#nextSeq++, isDeleted: false };
      this.#byId.set(record.id, entry);
      this.#all.push(entry);
      this.#addToIndexes(entry, null);
    } else {
      const former = present.record;
      present.record = record;
      this.#addToIndexes(present, former);
    }
    this.#onChange(record.id);
    return record;
  }

  delete(id: string): void {
    const entry = this.#byId.get(id);
    if (entry === undefined) return;
    entry.isDeleted = true;
    this.#byId.delete(id);
    for (const [name, keyOf] of Object.entries(this.#indexKeys))
      this.#removeFromIndex(name, keyOf(entry.record), entry);
    this.#dropDeletedPrefix();
    this.#onChange(id);
  }

  clear(): void {
    this.#byId.clear();
    this.#all.length = 0;
    this.#oldest = 0;
    for (const index of this.#indexes.values()) index.clear();
  }

  #addToIndexes(entry: Entry<T>, former: T | null): void {
    for (const name in this.#indexKeys) {
      const keyOf = this.#indexKeys[name];
      if (keyOf === undefined) continue;
      const key = keyOf(entry.record);
      const formerKey = former === null ? null : keyOf(former);
      if (former !== null && key === formerKey) continue;
      if (former !== null) this.#removeFromIndex(name, formerKey, entry);
      if (key !== null) insertInOrder(this.#bucket(name, key), entry);
    }
  }

  #bucket(name: string, key: string): Entry<T>[] {
    const index = this.#indexes.get(name) ?? new Map<string, Entry<T>[]>();
    this.#indexes.set(name, index);
    const bucket = index.get(key) ?? [];
    index.set(key, bucket);
    return bucket;
  }

  #removeFromIndex(name: string, key: string | null, entry: Entry<T>): void {
    if (key === null) return;
    const bucket = this.#indexes.get(name)?.get(key);
    if (bucket === undefined) return;
    const position = positionOf(bucket, entry.seq);
    if (bucket[position] === entry) bucket.splice(position, 1);
    if (bucket.length === 0) this.#indexes.get(name)?.delete(key);
  }

  #dropDeletedPrefix(): void {
    while (this.#all[this.#oldest]?.isDeleted) this.#oldest += 1;
    if (this.#oldest * 2 < this.#all.length) return;
    this.#all.splice(0, this.#oldest);
    this.#oldest = 0;
  }
}

/** Where an entry of this sequence number stands, or would stand. */
export function positionOf<T>(entries: readonly Entry<T>[], seq: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.seq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insertInOrder<T>(bucket: Entry<T>[], entry: Entry<T>): void {
  const last = bucket.at(-1);
  if (last === undefined || last.seq < entry.seq) bucket.push(entry);
  else bucket.splice(positionOf(bucket, entry.seq), 0, entry);
}
