import { type KeepTrouble, troubleOf } from './openFile';
import type { Sqlite, SqlValue, Statement } from './sqlite';

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
  moment: 'insert into moment (id, at_ms, turn, sum, bytes) values (?, ?, ?, ?, ?)',
  dropMoment: 'delete from moment where id = ?',
  changes: 'insert into changes (id, to_ms, count, sum, bytes) values (?, ?, ?, ?, ?)',
  dropChanges: 'delete from changes where id = ?',
  segment: 'insert or replace into segment (id, pipeline, from_ms, to_ms, sum, bytes) values (?, ?, ?, ?, ?, ?)',
  dropSegment: 'delete from segment where id = ?',
  session: 'insert or replace into session (id, began_ms, ended_ms) values (?, ?, ?)',
  dropSession: 'delete from session where id = ?',
  redateMoments: 'update moment set at_ms = at_ms + ?',
  redateChanges: 'update changes set to_ms = to_ms + ?, by_ms = by_ms + ?',
} as const;

/** Tables that the writes go to. */
const TABLES = ['row', 'block', 'series', 'target', 'moment', 'changes', 'segment', 'session'] as const;

export interface Write {
  readonly sql: keyof typeof WRITES;
  readonly values: readonly SqlValue[];
}

/** What waits to be written to a history file, in its order: all of it in one transaction, or none. */
export class WriteQueue {
  private waiting: Write[] = [];
  private waitingBytes = 0;
  private gaveUp = false;
  private told = false;
  private readonly statements = new Map<keyof typeof WRITES, Statement>();

  constructor(
    private readonly db: Sqlite,
    private readonly file: string,
    private readonly tell: (trouble: KeepTrouble) => void,
  ) {}

  write(sql: keyof typeof WRITES, values: readonly SqlValue[]): void {
    if (this.gaveUp) return;
    this.waiting.push({ sql, values });
    for (const value of values) if (typeof value !== 'number') this.waitingBytes += value.length;
  }

  /** What need not be written any more. */
  leaveOut(needless: (write: Write) => boolean): void {
    this.waiting = this.waiting.filter((write) => !needless(write));
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

  /** Nothing stays, in the file neither. */
  forget(): void {
    this.waiting = [];
    this.waitingBytes = 0;
    try {
      for (const table of TABLES) this.db.exec(`delete from ${table}`);
      this.db.exec('vacuum');
      this.db.prepare('pragma wal_checkpoint(truncate)').all([]);
    } catch (error) {
      this.tell(troubleOf(this.file, error));
    }
  }

  /** Writes what waits; the file is closed. */
  close(): void {
    this.flush();
    try {
      this.db.prepare('pragma wal_checkpoint(truncate)').all([]);
    } catch {
      // Another reads it: what was written stands in the file beside it.
    }
    this.statements.clear();
    this.db.close();
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
}
