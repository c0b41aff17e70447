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

/** Where points go on to, and what came before those in memory: the kept history. */
export interface PastPoints {
  add(owner: string, head: SeriesHead, atMs: number, value: number | null): void;
  heads(owner: string): readonly SeriesHead[];
  /** Points from `fromMs` to before `beforeMs`, oldest first. */
  read(owner: string, key: string, fromMs: number, beforeMs: number): readonly Point[];
}

/** Points kept a series: two hours at 5 s. */
const DEFAULT_CAPACITY = 1_440;

/** Room for so many at first: most series of a big cluster get few points. */
const FIRST_CAPACITY = 16;
/** Series kept of one owner. Lines of the largest come and go; the one that had no number for longest gives way. */
const SERIES_KEPT = 160;

class Ring {
  private times: Float64Array;
  private values: Float64Array;
  private next = 0;
  private count = 0;
  /** Of the last point with a number. */
  seenMs = Number.NEGATIVE_INFINITY;

  constructor(
    public head: SeriesHead,
    private readonly capacity: number,
    private readonly onPush: (head: SeriesHead, atMs: number, value: number) => void,
  ) {
    const size = Math.min(FIRST_CAPACITY, capacity);
    this.times = new Float64Array(size);
    this.values = new Float64Array(size);
  }

  get lastMs(): number {
    return this.count === 0 ? Number.NEGATIVE_INFINITY : (this.times[(this.next - 1 + this.times.length) % this.times.length] ?? 0);
  }

  push(atMs: number, value: number): void {
    if (this.count === this.times.length && this.count < this.capacity) this.grow();
    if (!Number.isNaN(value)) this.seenMs = atMs;
    this.times[this.next] = atMs;
    this.values[this.next] = value;
    this.next = (this.next + 1) % this.times.length;
    this.count = Math.min(this.count + 1, this.times.length);
    this.onPush(this.head, atMs, value);
  }

  /** Infinity while there is none. */
  get firstMs(): number {
    const size = this.times.length;
    return this.count === 0 ? Number.POSITIVE_INFINITY : (this.times[(this.next - this.count + size) % size] ?? 0);
  }

  private grow(): void {
    const size = Math.min(this.capacity, this.times.length * 2);
    const inOrder = (old: Float64Array): Float64Array => {
      const larger = new Float64Array(size);
      larger.set(old.subarray(this.next));
      larger.set(old.subarray(0, this.next), old.length - this.next);
      return larger;
    };
    const { count } = this;
    this.times = inOrder(this.times);
    this.values = inOrder(this.values);
    this.next = count;
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

  constructor(
    private readonly capacity = DEFAULT_CAPACITY,
    private readonly past?: PastPoints,
  ) {}

  /** Adds one point; one that is not newer than the last of its series is left out (the same fact, read again). */
  add(owner: string, head: SeriesHead, atMs: number, value: number | null): void {
    const rings = this.owners.get(owner) ?? new Map<string, Ring>();
    this.owners.set(owner, rings);
    const ring = rings.get(head.key) ?? this.newRing(owner, rings, head);
    ring.head = head;
    if (atMs > ring.lastMs) ring.push(atMs, value ?? Number.NaN);
  }

  /** A look that failed: every series of the owner gets a gap. */
  gap(owner: string, atMs: number): void {
    for (const ring of this.owners.get(owner)?.values() ?? []) if (atMs > ring.lastMs) ring.push(atMs, Number.NaN);
  }

  /** A look that brought some numbers: each series of a chart that is not among `brought` gets a gap. */
  gapInCharts(owner: string, atMs: number, brought: ReadonlySet<string>): void {
    for (const ring of this.owners.get(owner)?.values() ?? [])
      if (ring.head.chart && !brought.has(ring.head.key) && atMs > ring.lastMs) ring.push(atMs, Number.NaN);
  }

  private newRing(owner: string, rings: Map<string, Ring>, head: SeriesHead): Ring {
    if (rings.size >= SERIES_KEPT) {
      let oldest: Ring | undefined;
      for (const ring of rings.values()) if (!oldest || ring.seenMs < oldest.seenMs) oldest = ring;
      if (oldest) rings.delete(oldest.head.key);
    }
    const ring = new Ring(head, this.capacity, (now, atMs, value) => this.past?.add(owner, now, atMs, Number.isNaN(value) ? null : value));
    rings.set(head.key, ring);
    return ring;
  }

  heads(owner: string): readonly SeriesHead[] {
    const rings = this.owners.get(owner);
    const now = [...(rings?.values() ?? [])].map((ring) => ring.head);
    const before = this.past?.heads(owner).filter(({ key }) => !rings?.has(key)) ?? [];
    return [...now, ...before];
  }

  /** Points not older than `fromMs`, oldest first. */
  read(owner: string, key: string, fromMs = 0): readonly Point[] {
    const ring = this.owners.get(owner)?.get(key);
    const points = ring?.points(fromMs) ?? [];
    const firstMs = ring?.firstMs ?? Number.POSITIVE_INFINITY;
    const before = fromMs < firstMs ? (this.past?.read(owner, key, fromMs, firstMs) ?? []) : [];
    return before.length === 0 ? points : [...before, ...points];
  }

  /** Forgets owners that are gone. */
  keepOnly(owners: ReadonlySet<string>): void {
    for (const owner of this.owners.keys()) if (!owners.has(owner)) this.owners.delete(owner);
  }
}
