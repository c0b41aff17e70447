import { existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { failed, ok, type Result } from '../../../../shared/model/result';
import { upgrade } from './schema';
import { codeOf, type OpenSqlite, type Sqlite, textOf } from './sqlite';

export interface KeepTrouble {
  readonly says: string;
  readonly remedy: string;
}

export interface OpenedFile {
  readonly db: Sqlite;
  /** Set when a damaged file was set aside for this new one. */
  readonly aside?: KeepTrouble;
}

const DAMAGED: ReadonlySet<string> = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_IOERR_SHORT_READ', 'SQLITE_FORMAT']);
const BUSY_MS = 2_000;
/** SQLite's companions of a file. */
const COMPANIONS = ['', '-wal', '-shm'];

/**
 * Opens a history file, made or upgraded as needed, and reads it with `load`. A damaged one is renamed and a new one begun: what
 * can no longer be read must not keep the rest from being kept. Anything else that fails leaves the file as it is.
 */
export function openFile(open: OpenSqlite, file: string, nowMs: number, load: (db: Sqlite) => void): Result<OpenedFile, KeepTrouble> {
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const first = openOnce(open, file, load);
    return first.ok ? ok({ db: first.value }) : first;
  } catch (error) {
    if (!isDamage(error)) return failed(troubleOf(file, error));
    return setAside(open, file, nowMs, textOf(error), load);
  }
}

function openOnce(open: OpenSqlite, file: string, load: (db: Sqlite) => void): Result<Sqlite, KeepTrouble> {
  const db = open(file);
  try {
    // Write-ahead: a process that is killed loses what was not committed, and nothing else.
    db.prepare('pragma journal_mode = wal').all([]);
    db.exec('pragma synchronous = normal');
    // The engine before this one may still be writing its last.
    db.exec(`pragma busy_timeout = ${BUSY_MS}`);
    const upgraded = upgrade(db);
    if (upgraded.state === 'newer') {
      db.close();
      return failed({
        says: `The kept history ${file} is of version ${upgraded.version}, newer than this Hopscope: it is left as it is, and nothing is kept.`,
        remedy: 'Start the newer Hopscope, or delete the file.',
      });
    }
    load(db);
    return ok(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

function setAside(open: OpenSqlite, file: string, nowMs: number, why: string, load: (db: Sqlite) => void): Result<OpenedFile, KeepTrouble> {
  const stamp = new Date(nowMs).toISOString().replace(/[:.]/g, '-');
  const aside = `${file}.damaged-${stamp}`;
  try {
    for (const companion of COMPANIONS) if (existsSync(`${file}${companion}`)) renameSync(`${file}${companion}`, `${aside}${companion}`);
    const anew = openOnce(open, file, load);
    const says = `The kept history ${file} is damaged (${why}): it was set aside as ${aside}, and a new one was begun.`;
    return anew.ok
      ? ok({ db: anew.value, aside: { says, remedy: 'Delete the file set aside, or try to mend it with sqlite3 .recover.' } })
      : anew;
  } catch (error) {
    return failed(troubleOf(file, error));
  }
}

export function isDamage(error: unknown): boolean {
  return DAMAGED.has(codeOf(error));
}

export function troubleOf(file: string, error: unknown): KeepTrouble {
  const busy = codeOf(error) === 'SQLITE_BUSY';
  return busy
    ? {
        says: `The kept history ${file} is in use by another Hopscope: this one keeps nothing.`,
        remedy: 'Close the other one, then open the cluster again.',
      }
    : {
        says: `History cannot be kept in ${file}: ${textOf(error)}.`,
        remedy: 'Make room on the disk or allow writing there, then open the cluster again. In memory it goes on.',
      };
}
