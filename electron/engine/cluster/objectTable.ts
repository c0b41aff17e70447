import type { ObjectMeta } from '../../../shared/model/inventory';

/** The objects of one list by namespace and name. Changes cost what they change; the array is made when it is asked for. */
export class ObjectTable<T extends ObjectMeta> {
  readonly #objects = new Map<string, T>();
  #snapshot: readonly T[] | undefined = [];
  #seen: Set<string> | undefined;

  constructor(private readonly keepAtMost?: { readonly count: number; readonly ageOf: (object: T) => number }) {}

  get size(): number {
    return this.#objects.size;
  }

  /** A list begins: what it does not show until `endList` is gone. */
  beginList(): void {
    this.#seen = new Set();
  }

  /** Returns the version that had its place. */
  put(object: T): T | undefined {
    const key = keyOf(object);
    const before = this.#objects.get(key);
    this.#objects.set(key, object);
    this.#seen?.add(key);
    this.#snapshot = undefined;
    const most = this.keepAtMost?.count;
    // A tenth more before it is cut, so that not each new one sorts them all.
    if (most !== undefined && this.#objects.size > most * 1.1) this.#cut(most);
    return before;
  }

  remove(object: ObjectMeta): void {
    if (this.#objects.delete(keyOf(object))) this.#snapshot = undefined;
  }

  /** Removes what the list did not show, and says it. */
  endList(): readonly T[] {
    const seen = this.#seen;
    this.#seen = undefined;
    if (seen === undefined) return [];
    const missing = [...this.#objects].filter(([key]) => !seen.has(key));
    for (const [key] of missing) this.#objects.delete(key);
    if (missing.length > 0) this.#snapshot = undefined;
    return missing.map(([, object]) => object);
  }

  clear(): void {
    this.#seen = undefined;
    if (this.#objects.size > 0) this.#snapshot = undefined;
    this.#objects.clear();
  }

  /** The same array as before when nothing changed. */
  snapshot(): readonly T[] {
    this.#snapshot ??= [...this.#objects.values()];
    return this.#snapshot;
  }

  #cut(most: number): void {
    const ageOf = this.keepAtMost?.ageOf;
    if (ageOf === undefined) return;
    const oldest = [...this.#objects].sort(([, one], [, other]) => ageOf(one) - ageOf(other)).slice(0, this.#objects.size - most);
    for (const [key] of oldest) this.#objects.delete(key);
  }
}

function keyOf(object: ObjectMeta): string {
  return `${object.namespace ?? ''}/${object.name}`;
}
