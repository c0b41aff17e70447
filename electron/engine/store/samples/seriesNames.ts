import { type Labels, labelsKey } from '../../../../shared/promql/labels';

const BETWEEN = '\u0000';

/** The series of one target: each label set has a slot, a small number that holds as long as anything of the series is kept. */
export class SeriesNames {
  private readonly slots = new Map<string, number>();
  private readonly keys: (string | undefined)[] = [];
  private readonly free: number[] = [];

  /** Slots in use or free: rows are this long. */
  get length(): number {
    return this.keys.length;
  }

  get count(): number {
    return this.slots.size;
  }

  /** Characters of all label sets, twice: by slot and by text share one string. */
  get size(): number {
    let chars = 0;
    for (const key of this.slots.keys()) chars += key.length + 48;
    return chars;
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
    while (this.keys.length <= slot) this.keys.push(undefined);
    this.keys[slot] = key;
    this.slots.set(key, slot);
  }

  drop(slot: number): void {
    const key = this.keys[slot];
    if (key === undefined) return;
    this.slots.delete(key);
    this.keys[slot] = undefined;
    this.free.push(slot);
  }

  has(slot: number): boolean {
    return this.keys[slot] !== undefined;
  }

  key(slot: number): string | undefined {
    return this.keys[slot];
  }

  *all(): Generator<{ readonly slot: number; readonly key: string }> {
    for (const [key, slot] of this.slots) yield { slot, key };
  }
}

/** One text for each label set, `__name__` among them; from it the labels come back (`labelsOfKey`). */
export function keyOfLabels(labels: Labels): string {
  return labelsKey(labels);
}

export function labelsOfKey(key: string): Labels {
  const parts = key.split(BETWEEN);
  const labels: Record<string, string> = {};
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const name = parts[i] ?? '';
    // An assignment to __proto__ would make no label.
    Object.defineProperty(labels, name, { value: parts[i + 1] ?? '', enumerable: true, configurable: true, writable: true });
  }
  return labels;
}
