import { Block } from '../../../../shared/series/block';
import type { SampleStore } from '../samples/sampleStore';
import { checksum } from './checksum';
import { readRow } from './rowRecord';
import { UNCHECKED } from './schema';
import { bytesIn, nameIn, numberIn, type Sqlite } from './sqlite';

export interface Loaded {
  /** Of each target in the file, by name. */
  readonly targets: Map<string, number>;
  /** Blocks and rows whose bytes are not what was written: left out. */
  readonly unreadable: number;
}

/** Puts what a file holds since `sinceMs` into the store; older blocks go from the file. */
export function loadSamples(db: Sqlite, store: SampleStore, sinceMs: number): Loaded {
  store.clear();
  db.prepare('delete from block where to_ms < ?').run([sinceMs]);
  const names = new Map<number, string>();
  for (const row of db.prepare('select id, name from target').iterate([])) names.set(numberIn(row, 'id'), nameIn(row, 'name'));
  for (const row of db.prepare('select target, slot, key from series').iterate([])) {
    const name = names.get(numberIn(row, 'target'));
    if (name !== undefined) store.target(name).restoreSeries(numberIn(row, 'slot'), nameIn(row, 'key'));
  }
  const unreadable = loadBlocks(db, store, names, sinceMs) + loadRows(db, store, names);
  return { targets: new Map([...names].map(([id, name]) => [name, id])), unreadable };
}

function isWhole(bytes: Uint8Array, row: unknown): boolean {
  const sum = numberIn(row, 'sum');
  return sum === UNCHECKED || sum === checksum(bytes);
}

function loadBlocks(db: Sqlite, store: SampleStore, names: ReadonlyMap<number, string>, sinceMs: number): number {
  let unreadable = 0;
  const kept = db
    .prepare('select target, from_ms, to_ms, sum, bytes from block where to_ms >= ? order by target, from_ms, id')
    .iterate([sinceMs]);
  for (const row of kept) {
    const name = names.get(numberIn(row, 'target'));
    const bytes = bytesIn(row, 'bytes');
    const block = isWhole(bytes, row) ? Block.open(bytes) : undefined;
    if (name === undefined || block === undefined) unreadable += 1;
    else store.target(name).restoreBlock({ fromMs: numberIn(row, 'from_ms'), toMs: numberIn(row, 'to_ms'), block });
  }
  return unreadable;
}

/** A row says what differs from the one before: after one that cannot be read those of its target are of no use, and go. */
function loadRows(db: Sqlite, store: SampleStore, names: ReadonlyMap<number, string>): number {
  let unreadable = 0;
  const broken = new Map<number, number>();
  for (const row of db.prepare('select id, target, sum, bytes from row order by id').iterate([])) {
    const id = numberIn(row, 'target');
    const name = names.get(id);
    const bytes = bytesIn(row, 'bytes');
    if (name === undefined || broken.has(id) || !isWhole(bytes, row)) {
      if (!broken.has(id)) broken.set(id, numberIn(row, 'id'));
      unreadable += 1;
      continue;
    }
    const target = store.target(name);
    target.restoreRow(readRow(bytes, target.rows[target.rows.length - 1]));
  }
  for (const [target, since] of broken) db.prepare('delete from row where target = ? and id >= ?').run([target, since]);
  return unreadable;
}
