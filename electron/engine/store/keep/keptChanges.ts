import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { HEALTHS } from '../../../../shared/model/health';
import { Evidence } from '../../../../shared/report/schema';
import type { KeptChange } from '../states';
import { checksum } from './checksum';
import { bytesIn, nextIdIn, numberIn, type Sqlite } from './sqlite';
import type { WriteQueue } from './writeQueue';

interface Batch {
  readonly id: number;
  readonly toMs: number;
  readonly count: number;
}

/** Changes as they are written: those of one flush, with whom they are of. */
const Written = z.array(
  z.tuple([
    z.string(),
    z.object({
      atMs: z.number(),
      from: z.enum(HEALTHS).optional(),
      to: z.enum(HEALTHS),
      because: z.string().optional(),
      proofs: z.array(Evidence.extend({ lineText: z.string().optional() })),
    }),
  ]),
);

/** As many as memory keeps of one session. */
export const CHANGES_KEPT = 20_000;

/** Changes of state in a history file: written with each flush; those of earlier sessions are read when somebody asks. */
export class KeptChanges {
  #batches: readonly Batch[];
  #before: ReadonlyMap<string, readonly KeptChange[]> | undefined;
  #nextId: number;
  #waiting: (readonly [string, KeptChange])[] = [];
  /** What came with this start of the program is not of before. */
  readonly #firstOwnId: number;
  #forgotten = false;

  constructor(
    private readonly db: Sqlite,
    private readonly queue: WriteQueue,
    private readonly nowMs: number,
    private readonly onUnreadable: () => void,
  ) {
    this.#batches = db
      .prepare('select id, to_ms, count from changes where to_ms <= ? order by id')
      .all([nowMs])
      .map((row) => ({ id: numberIn(row, 'id'), toMs: numberIn(row, 'to_ms'), count: numberIn(row, 'count') }));
    this.#nextId = nextIdIn(db, 'changes');
    this.#firstOwnId = this.#nextId;
  }

  take(owner: string, change: KeptChange): void {
    this.#waiting.push([owner, change]);
  }

  /** Hands over what came since the last time. */
  settle(): void {
    if (this.#waiting.length === 0) return;
    const packed = deflateRawSync(JSON.stringify(this.#waiting), { level: 3 });
    const batch = { id: this.#nextId++, toMs: Math.max(...this.#waiting.map(([, { atMs }]) => atMs)), count: this.#waiting.length };
    this.#waiting = [];
    this.#batches = [...this.#batches, batch];
    this.queue.write('changes', [batch.id, batch.toMs, batch.count, checksum(packed), packed]);
  }

  /** Of sessions before this one, newest first. */
  of(owner: string): readonly KeptChange[] {
    this.#before ??= this.#forgotten ? new Map() : this.#read();
    return this.#before.get(owner) ?? [];
  }

  #read(): ReadonlyMap<string, readonly KeptChange[]> {
    const read = new Map<string, KeptChange[]>();
    for (const [owner, change] of this.#written().reverse()) {
      const list = read.get(owner) ?? [];
      if (list.length === 0) read.set(owner, list);
      list.push(change);
    }
    for (const list of read.values()) list.sort((a, b) => b.atMs - a.atMs);
    return read;
  }

  #written(): (readonly [string, KeptChange])[] {
    this.queue.flush();
    try {
      return this.db
        .prepare('select sum, by_ms, bytes from changes where id < ? and to_ms <= ? order by id')
        .all([this.#firstOwnId, this.nowMs])
        .flatMap((row) => this.#unpack(row));
    } catch {
      this.onUnreadable();
      return [];
    }
  }

  #unpack(row: unknown): readonly (readonly [string, KeptChange])[] {
    const packed = bytesIn(row, 'bytes');
    const written = numberIn(row, 'sum') === checksum(packed) ? Written.safeParse(parsed(packed)) : undefined;
    if (!written?.success) {
      this.onUnreadable();
      return [];
    }
    const byMs = numberIn(row, 'by_ms');
    return written.data.map(([owner, change]): readonly [string, KeptChange] => [
      owner,
      { ...change, from: change.from, atMs: change.atMs + byMs, proofs: change.proofs.map(withoutAnswer) },
    ]);
  }

  /** Drops batches that are older or more than may be kept. */
  retain(sinceMs: number): void {
    let count = this.#batches.reduce((sum, batch) => sum + batch.count, 0);
    const gone = new Set<Batch>();
    for (const batch of this.#batches) {
      if (batch.toMs >= sinceMs && count - batch.count < CHANGES_KEPT) continue;
      gone.add(batch);
      count -= batch.count;
      this.queue.write('dropChanges', [batch.id]);
    }
    if (gone.size > 0) this.#batches = this.#batches.filter((batch) => !gone.has(batch));
  }

  redate(byMs: number): void {
    this.settle();
    this.#batches = this.#batches.map((batch) => ({ ...batch, toMs: batch.toMs + byMs }));
    this.queue.write('redateChanges', [byMs, byMs]);
    if (this.#before === undefined) return;
    const moved = (change: KeptChange): KeptChange => ({ ...change, atMs: change.atMs + byMs });
    this.#before = new Map([...this.#before].map(([owner, list]) => [owner, list.map(moved)]));
  }

  forget(): void {
    this.#batches = [];
    this.#waiting = [];
    this.#before = undefined;
    this.#forgotten = true;
  }
}

function parsed(packed: Uint8Array): unknown {
  try {
    return JSON.parse(inflateRawSync(packed).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Answers of another session are gone, and their ids mean others now. */
function withoutAnswer<T extends { readonly answerId?: string | undefined }>({ answerId: _, ...proof }: T): Omit<T, 'answerId'> {
  return proof;
}
