import type { ChartPlace } from '../../../shared/model/chart';

/**
 * What the program itself saw, as numbers over time, in memory. One ring per series; a look that
 * brought no number leaves a gap (NaN), which charts draw as a gap.
 */
export interface SeriesHead extends ChartPlace {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
}

export interface Point {
  readonly atMs: number;
  /** null: looked, and no number came. */
  readonly value: number | null;
}

/** Points kept a series: two hours at 5 s. */
const DEFAULT_CAPACITY = 1_440;

class Ring {
  private readonly times: Float64Array;
  private readonly values: Float64Array;
  private next = 0;
  private count = 0;

  constructor(
    public head: SeriesHead,
    capacity: number,
  ) {
    this.times = new Float64Array(capacity);
    this.values = new Float64Array(capacity);
  }

  get lastMs(): number {
    return this.count === 0 ? Number.NEGATIVE_INFINITY : (this.times[(this.next - 1 + this.times.length) % this.times.length] ?? 0);
  }

  push(atMs: number, value: number): void {
    this.times[this.next] = atMs;
    this.values[this.next] = value;
    this.next = (this.next + 1) % this.times.length;
    this.count = Math.min(this.count + 1, this.times.length);
  }

  points(fromMs: number): Point[] {
    const out: Point[] = [];
    const size = this.times.length;
    for (let i = 0; i < this.count; i++) {
      const at = (this.next - this.count + i + size) % size;
      const atMs = this.times[at] ?? 0;
      const value = this.values[at] ?? Number.NaN;
      if (atMs >= fromMs) out.push({ atMs, value: Number.isNaN(value) ? null : value });
    }
    return out;
  }
}

/** Series are named by their owner (a card or member id) and a key of its own: "kubelet/n1", "cpu". */
export class History {
  private readonly owners = new Map<string, Map<string, Ring>>();

  constructor(private readonly capacity = DEFAULT_CAPACITY) {}

  /** Adds one point; one that is not newer than the last of its series is left out (the same fact, read again). */
  add(owner: string, head: SeriesHead, atMs: number, value: number | null): void {
    const rings = this.owners.get(owner) ?? new Map<string, Ring>();
    this.owners.set(owner, rings);
    const ring = rings.get(head.key) ?? new Ring(head, this.capacity);
    rings.set(head.key, ring);
    ring.head = head;
    if (atMs > ring.lastMs) ring.push(atMs, value ?? Number.NaN);
  }

  /** A look that failed: every series of the owner gets a gap. */
  gap(owner: string, atMs: number): void {
    for (const ring of this.owners.get(owner)?.values() ?? []) if (atMs > ring.lastMs) ring.push(atMs, Number.NaN);
  }

  heads(owner: string): readonly SeriesHead[] {
    return [...(this.owners.get(owner)?.values() ?? [])].map((ring) => ring.head);
  }

  /** Points not older than `fromMs`, oldest first. */
  read(owner: string, key: string, fromMs = 0): readonly Point[] {
    return this.owners.get(owner)?.get(key)?.points(fromMs) ?? [];
  }

  /** Forgets owners that are gone. */
  keepOnly(owners: ReadonlySet<string>): void {
    for (const owner of this.owners.keys()) if (!owners.has(owner)) this.owners.delete(owner);
  }
}
