import type { Clock } from '../../clock';
import type { Row } from '../samples/row';
import type { KeptBlock, SampleListener } from '../samples/targetSamples';
import { checksum } from './checksum';
import { type KeepTrouble, troubleOf } from './openFile';
import { writeRow } from './rowRecord';
import { nameBytes, type Sqlite, type SqlValue, type Statement } from './sqlite';

/** What was taken in is on the disk after so long at most, whatever happens to the process. */
const FLUSH_MS = 5_000;
/** What waits for a disk that takes nothing: then it is given up. */
const MOST_WAITING = 64 * 1024 * 1024;

const WRITES = {
  target: 'insert into target (id, name) values (?, ?)',
  series: 'insert or replace into series (target, slot, key) values (?, ?, ?)',
  forget: 'delete from series where target = ? and slot = ?',
  row: 'insert into row (target, sum, bytes) values (?, ?, ?)',
  rowsDone: 'delete from row where target = ?',
  block: 'insert into block (target, from_ms, to_ms, sum, bytes) values (?, ?, ?, ?, ?)',
  drop: 'delete from block where target = ? and from_ms = ? and to_ms = ?',
} as const;

interface Write {
  readonly sql: keyof typeof WRITES;
  readonly values: readonly SqlValue[];
}

/** Writes what the store takes in to its file, every few seconds in one transaction. */
export class Keeper implements SampleListener {
  private waiting: Write[] = [];
  private waitingBytes = 0;
  private readonly end = new AbortController();
  private gaveUp = false;
  private told = false;
  private readonly statements = new Map<keyof typeof WRITES, Statement>();

  constructor(
    private readonly db: Sqlite,
    private readonly file: string,
    private readonly targets: Map<string, number>,
    private readonly tell: (trouble: KeepTrouble) => void,
  ) {}

  /** Until closed. `before` hands over what is not yet said. */
  async run(clock: Clock, before: () => void): Promise<void> {
    while (!this.end.signal.aborted) {
      await clock.sleep(FLUSH_MS, this.end.signal);
      if (this.end.signal.aborted) return;
      before();
      this.flush();
    }
  }

  close(): void {
    if (this.end.signal.aborted) return;
    this.end.abort();
    this.flush();
    try {
      this.db.prepare('pragma wal_checkpoint(truncate)').all([]);
    } catch {
      // Another reads it: what was written stands in the file beside it.
    }
    this.statements.clear();
    this.db.close();
  }

  series(target: string, slot: number, key: string): void {
    this.write('series', [this.idOf(target), slot, nameBytes(key)]);
  }

  forgotten(target: string, slot: number): void {
    this.write('forget', [this.idOf(target), slot]);
  }

  row(target: string, row: Row, before: Row | undefined): void {
    const bytes = writeRow(row, before);
    this.write('row', [this.idOf(target), checksum(bytes), bytes]);
  }

  block(target: string, { fromMs, toMs, block }: KeptBlock): void {
    const id = this.idOf(target);
    // The block holds them: they need not be written first.
    this.waiting = this.waiting.filter(({ sql, values }) => sql !== 'row' || values[0] !== id);
    this.write('rowsDone', [id]);
    this.write('block', [id, fromMs, toMs, checksum(block.bytes), block.bytes]);
  }

  dropped(target: string, { fromMs, toMs }: KeptBlock): void {
    this.write('drop', [this.idOf(target), fromMs, toMs]);
  }

  /** Nothing stays, in the file neither. */
  forget(): void {
    this.waiting = [];
    this.waitingBytes = 0;
    this.targets.clear();
    try {
      for (const table of ['row', 'block', 'series', 'target']) this.db.exec(`delete from ${table}`);
      this.db.exec('vacuum');
      this.db.prepare('pragma wal_checkpoint(truncate)').all([]);
    } catch (error) {
      this.tell(troubleOf(this.file, error));
    }
  }

  /** Everything that waits, or nothing. */
  flush(): void {
    if (this.waiting.length === 0 || this.gaveUp) return;
    try {
      this.db.exec('begin immediate');
      for (const { sql, values } of this.waiting) this.statement(sql).run(values);
      this.db.exec('commit');
      this.waiting = [];
      this.waitingBytes = 0;
    } catch (error) {
      this.failed(error);
    }
  }

  private statement(sql: keyof typeof WRITES): Statement {
    const known = this.statements.get(sql) ?? this.db.prepare(WRITES[sql]);
    this.statements.set(sql, known);
    return known;
  }

  private failed(error: unknown): void {
    try {
      this.db.exec('rollback');
    } catch {
      // There was no transaction: it had not begun.
    }
    if (!this.told) this.tell(troubleOf(this.file, error));
    this.told = true;
    if (this.waitingBytes < MOST_WAITING) return;
    this.gaveUp = true;
    this.waiting = [];
  }

  private write(sql: keyof typeof WRITES, values: readonly SqlValue[]): void {
    if (this.gaveUp) return;
    this.waiting.push({ sql, values });
    for (const value of values) if (typeof value !== 'number') this.waitingBytes += value.length;
  }

  private idOf(target: string): number {
    const known = this.targets.get(target);
    if (known !== undefined) return known;
    const id = Math.max(0, ...this.targets.values()) + 1;
    this.write('target', [id, nameBytes(target)]);
    this.targets.set(target, id);
    return id;
  }
}
