/** The series of one target: each label set has a slot, a small number that holds as long as anything of the series is kept. */
export class SeriesNames {
  private readonly slots = new Map<string, number>();
  private readonly keys: (string | undefined)[] = [];
  private readonly free: number[] = [];
  /** How many were dropped so far: a slot that was known before may be another's since. */
  forgotten = 0;

  /** Slots in use or free: rows are this long. */
  get length(): number {
    return this.keys.length;
  }

  get count(): number {
    return this.slots.size;
  }

  /** Bytes in memory, about: a byte a character (V8 keeps such texts so), and what a text costs beside it in a map and a list. */
  get size(): number {
    let bytes = 0;
    for (const key of this.slots.keys()) bytes += key.length + 56;
    return bytes;
  }

  find(key: string): number | undefined {
    return this.slots.get(key);
  }

  /** The slot of a new series. */
  add(key: string): number {
    const slot = this.free.pop() ?? this.keys.length;
    this.put(slot, key);
    return slot;
  }

  /** As it was stored. */
  put(slot: number, key: string): void {
    while (this.keys.length < slot) this.free.push(this.keys.push(undefined) - 1);
    this.keys[slot] = key;
    this.slots.set(key, slot);
  }

  rename(slot: number, key: string): void {
    const before = this.keys[slot];
    if (before !== undefined) this.slots.delete(before);
    this.put(slot, key);
  }

  drop(slot: number): void {
    const key = this.keys[slot];
    if (key === undefined) return;
    this.forgotten += 1;
    this.slots.delete(key);
    this.keys[slot] = undefined;
    this.free.push(slot);
  }

  has(slot: number): boolean {
    return this.keys[slot] !== undefined;
  }

  *all(): Generator<{ readonly slot: number; readonly key: string }> {
    for (const [key, slot] of this.slots) yield { slot, key };
  }
}
