import { createRequire } from 'node:module';
import { failed, ok, type Result } from '../../../../shared/model/result';

/** As much of libsql as is used. Values are given as one list: alone an object would be taken for named values. */
export interface Statement {
  run(values: readonly SqlValue[]): unknown;
  all(values: readonly SqlValue[]): unknown[];
  iterate(values: readonly SqlValue[]): Iterable<unknown>;
}

export interface Sqlite {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

export type SqlValue = number | string | Uint8Array;

/** The file is opened or made. Errors are SQLite's: their `code` tells a damaged file from a disk that is full. */
export type OpenSqlite = (file: string) => Sqlite;

/** libsql, loaded only when history is kept: a native part that may be missing on a system it was not built for. */
export function loadLibsql(): Result<OpenSqlite, string> {
  try {
    const loaded: unknown = createRequire(__filename)('libsql');
    if (!isConstructor(loaded)) return failed('libsql is not what it should be');
    return ok((file) => {
      const opened: unknown = Reflect.construct(loaded, [file]);
      if (!isSqlite(opened)) throw new Error('libsql opened something that is no database');
      return opened;
    });
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function isConstructor(value: unknown): value is new (file: string) => unknown {
  return typeof value === 'function';
}

function isSqlite(value: unknown): value is Sqlite {
  return typeof value === 'object' && value !== null && 'exec' in value && 'prepare' in value && 'close' in value;
}

/** What SQLite calls an error: "SQLITE_CORRUPT". */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** One number out of a row; NaN where it is none. */
export function numberIn(row: unknown, name: string): number {
  const value = valueIn(row, name);
  return typeof value === 'number' ? value : Number.NaN;
}

/** The first id of a table that nobody has. */
export function nextIdIn(db: Sqlite, table: string): number {
  return numberIn(db.prepare(`select coalesce(max(id), 0) + 1 as id from ${table}`).all([])[0], 'id');
}

/** A text that is kept as its bytes. */
export function nameIn(row: unknown, name: string): string {
  return Buffer.from(bytesIn(row, name)).toString('utf8');
}

export function nameBytes(name: string): Uint8Array {
  return Buffer.from(name, 'utf8');
}

/** A blob comes as an ArrayBuffer from lists and as a Buffer from single rows. */
export function bytesIn(row: unknown, name: string): Uint8Array {
  const value = valueIn(row, name);
  if (value instanceof Uint8Array) return value;
  return value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(0);
}

function valueIn(row: unknown, name: string): unknown {
  return typeof row === 'object' && row !== null ? Reflect.get(row, name) : undefined;
}
