import { z } from 'zod';
import type { PastPoints, Point, SeriesHead } from '../history';
import type { SampleStore } from './sampleStore';
import { samplesIn } from './storedSeries';
import type { TargetSamples } from './targetSamples';

const FIELD = 'looks:';
const BETWEEN = '\u0000';
/** Heads of one owner that are given back: what came and went long ago would crowd out what is there. */
const MOST_HEADS = 160;

const StoredHead = z.object({
  label: z.string(),
  unit: z.string(),
  chart: z.object({ key: z.string(), title: z.string(), unit: z.string(), order: z.number() }).optional(),
  line: z.string().optional(),
});

interface Owner {
  readonly target: TargetSamples;
  readonly slots: Map<string, number>;
  readonly heads: Map<string, string>;
  /** Points since the last row, at most one of each series. */
  readonly waiting: Map<number, { readonly atMs: number; readonly value: number }>;
}

/** The numbers that looks made of their answers, kept with the samples: a target for each owner, a gap is a NaN. */
export class OwnPoints implements PastPoints {
  private readonly owners = new Map<string, Owner>();

  constructor(private readonly store: SampleStore) {}

  add(owner: string, head: SeriesHead, atMs: number, value: number | null): void {
    const into = this.ownerOf(owner);
    const slot = slotOf(into, head);
    if (into.waiting.has(slot)) settle(into);
    into.waiting.set(slot, { atMs, value: value ?? Number.NaN });
  }

  heads(owner: string): readonly SeriesHead[] {
    if (!this.isKept(owner)) return [];
    return [...this.ownerOf(owner).heads].slice(-MOST_HEADS).flatMap(([key, text]) => {
      const head = readHead(text);
      return head ? [{ key, ...head }] : [];
    });
  }

  read(owner: string, key: string, fromMs: number, beforeMs: number): readonly Point[] {
    if (!this.isKept(owner)) return [];
    const from = this.ownerOf(owner);
    settle(from);
    const slot = from.slots.get(key);
    if (slot === undefined) return [];
    const { timesMs, values } = samplesIn(from.target, slot, fromMs - 1, beforeMs - 1);
    return Array.from(timesMs, (atMs, i) => ({ atMs, value: Number.isNaN(values[i]) ? null : (values[i] ?? null) }));
  }

  /** What waits for its row's other points is kept as it is. */
  settle(): void {
    for (const owner of this.owners.values()) settle(owner);
  }

  private isKept(owner: string): boolean {
    return this.owners.has(owner) || this.store.has(FIELD + owner);
  }

  private ownerOf(name: string): Owner {
    const target = this.store.target(FIELD + name);
    const known = this.owners.get(name);
    if (known?.target === target) return known;
    const made: Owner = { target, slots: new Map(), heads: new Map(), waiting: new Map() };
    for (const { slot, key: text } of target.names.all()) {
      const [key = '', head = ''] = text.split(BETWEEN);
      made.slots.set(key, slot);
      made.heads.set(key, head);
    }
    this.owners.set(name, made);
    return made;
  }
}

function slotOf(owner: Owner, head: SeriesHead): number {
  const text = JSON.stringify({ label: head.label, unit: head.unit, chart: head.chart, line: head.line });
  const known = owner.slots.get(head.key);
  if (known !== undefined && owner.heads.get(head.key) === text && owner.target.names.has(known)) return known;
  const key = head.key + BETWEEN + text;
  const slot = known !== undefined && owner.target.names.has(known) ? owner.target.rename(known, key) : owner.target.slotOf(key);
  owner.slots.set(head.key, slot);
  owner.heads.set(head.key, text);
  return slot;
}

function settle({ target, waiting }: Owner): void {
  if (waiting.size === 0) return;
  const points = [...waiting.values()];
  const slots = Uint32Array.from(waiting.keys());
  waiting.clear();
  target.points(Math.max(...points.map(({ atMs }) => atMs)), {
    count: points.length,
    slots,
    values: Float64Array.from(points, ({ value }) => value),
    timestampsMs: Float64Array.from(points, ({ atMs }) => atMs),
  });
}

function readHead(text: string): z.infer<typeof StoredHead> | undefined {
  try {
    const parsed = StoredHead.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
