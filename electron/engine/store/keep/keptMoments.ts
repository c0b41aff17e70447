import { inflateRawSync } from 'node:zlib';
import { bytesOf, thinned } from '../../../../shared/analysis/history/thinning';
import type { FoundMoment } from '../moments';
import { checksum } from './checksum';
import { bytesIn, nextIdIn, numberIn, type Sqlite } from './sqlite';
import type { WriteQueue } from './writeQueue';

interface Indexed {
  readonly id: number;
  readonly atMs: number;
  readonly turn: boolean;
  readonly bytes: number;
}

/** In memory an hour is kept at one in 5 s; before that, beside the turns, one of each minute. */
const DENSE_MS = 3_600_000;
const SPARSE_MS = 60_000;
/** Of what a cluster's file may hold. Worked out from the demo's 5.7 kB a moment, a day takes 12 MB: an hour at one in 5 s, the rest at one a minute. */
export const MOMENT_BYTES = 32 * 1024 * 1024;

/** The moments of a history file: where they are is known in memory, what they hold is read when one is gone to. */
export class KeptMoments {
  #index: readonly Indexed[];
  #sum: number;
  #nextId: number;

  constructor(
    private readonly db: Sqlite,
    private readonly queue: WriteQueue,
    nowMs: number,
    private readonly onUnreadable: () => void,
    private readonly limitBytes = MOMENT_BYTES,
  ) {
    this.#index = db
      .prepare('select id, at_ms, turn, length(bytes) as bytes from moment where at_ms <= ? order by at_ms, id')
      .all([nowMs])
      .map((row) => ({
        id: numberIn(row, 'id'),
        atMs: numberIn(row, 'at_ms'),
        turn: numberIn(row, 'turn') === 1,
        bytes: numberIn(row, 'bytes'),
      }));
    this.#sum = bytesOf(this.#index);
    this.#nextId = nextIdIn(db, 'moment');
  }

  get bytes(): number {
    return this.#sum;
  }

  take(atMs: number, turn: boolean, packed: Uint8Array): void {
    const id = this.#nextId++;
    this.#index = [...this.#index, { id, atMs, turn, bytes: packed.byteLength }];
    this.#sum += packed.byteLength;
    this.queue.write('moment', [id, atMs, turn ? 1 : 0, checksum(packed), packed]);
  }

  times(): readonly number[] {
    return this.#index.map(({ atMs }) => atMs);
  }

  find(atMs: number): FoundMoment | undefined {
    // What was just taken waits to be written.
    this.queue.flush();
    for (let at = this.#index.length - 1; at >= 0; at--) {
      const each = this.#index[at];
      if (each === undefined || each.atMs > atMs) continue;
      const text = this.#read(each.id);
      if (text !== undefined) return { atMs: each.atMs, text };
      this.#drop([each]);
      this.onUnreadable();
    }
    return undefined;
  }

  #read(id: number): string | undefined {
    try {
      const [row] = this.db.prepare('select sum, bytes from moment where id = ?').all([id]);
      const packed = bytesIn(row, 'bytes');
      return numberIn(row, 'sum') === checksum(packed) ? inflateRawSync(packed).toString('utf8') : undefined;
    } catch {
      return undefined;
    }
  }

  retain(nowMs: number, sinceMs: number): void {
    const left = thinned(sparse(this.#index, nowMs - DENSE_MS, sinceMs), this.limitBytes);
    if (left.length === this.#index.length) return;
    const kept = new Set(left);
    this.#drop(this.#index.filter((each) => !kept.has(each)));
  }

  #drop(gone: readonly Indexed[]): void {
    for (const { id } of gone) this.queue.write('dropMoment', [id]);
    const without = new Set(gone);
    this.#index = this.#index.filter((each) => !without.has(each));
    this.#sum -= bytesOf(gone);
  }

  redate(byMs: number): void {
    this.#index = this.#index.map((each) => ({ ...each, atMs: each.atMs + byMs }));
    this.queue.write('redateMoments', [byMs]);
  }

  forget(): void {
    this.#index = [];
    this.#sum = 0;
  }
}

/** Without what is older than `sinceMs`; of what is older than `denseMs` the turns and the first of each minute. */
function sparse(index: readonly Indexed[], denseMs: number, sinceMs: number): readonly Indexed[] {
  let minute = Number.NEGATIVE_INFINITY;
  return index.filter(({ atMs, turn }) => {
    if (atMs < sinceMs) return false;
    if (atMs >= denseMs || turn) return true;
    const own = Math.floor(atMs / SPARSE_MS);
    if (own === minute) return false;
    minute = own;
    return true;
  });
}
