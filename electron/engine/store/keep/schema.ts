import { numberIn, type Sqlite } from './sqlite';

/** A checksum that was never made. */
export const UNCHECKED = -1;

/**
 * What a history file holds. Its version stands in SQLite's own `user_version`; a file of an older one walks the steps that are
 * left, each in a transaction.
 */
const STEPS: readonly string[] = [
  // 1: samples. A target's rows are those since its last block. Names are UTF-8 with zeros between their parts: libsql ends texts there.
  `create table target (id integer primary key, name blob not null unique);
   create table series (target integer not null, slot integer not null, key blob not null, primary key (target, slot)) without rowid;
   create table block (id integer primary key, target integer not null, from_ms integer not null, to_ms integer not null, bytes blob not null);
   create index block_of on block (target, from_ms);
   create table row (id integer primary key, target integer not null, bytes blob not null);
   create index row_of on row (target);`,
  // 2: a checksum of what is packed; -1 where it was written before there was one.
  `alter table block add column sum integer not null default ${UNCHECKED};
   alter table row add column sum integer not null default ${UNCHECKED};`,
  // 3: the time strip: moments and changes of state are packed JSON, segments plain. `by_ms`: by how much the clock was set since.
  `create table moment (id integer primary key, at_ms integer not null, turn integer not null, sum integer not null, bytes blob not null);
   create table changes (id integer primary key, to_ms integer not null, by_ms integer not null default 0, count integer not null,
     sum integer not null, bytes blob not null);
   create table segment (id integer primary key, pipeline blob not null, from_ms integer not null, to_ms integer not null,
     sum integer not null, bytes blob not null);
   create table session (id integer primary key, began_ms integer not null, ended_ms integer not null);`,
];

export const SCHEMA_VERSION = STEPS.length;

export type Upgrade = { readonly state: 'ready'; readonly from: number } | { readonly state: 'newer'; readonly version: number };

/** Brings the file to `version` (this program's own unless given: tests make older files with it). */
export function upgrade(db: Sqlite, version = SCHEMA_VERSION): Upgrade {
  const from = numberIn(db.prepare('pragma user_version').all([])[0], 'user_version');
  if (from > version) return { state: 'newer', version: from };
  for (let step = from; step < version; step++) {
    db.exec('begin immediate');
    try {
      db.exec(STEPS[step] ?? '');
      db.exec(`pragma user_version = ${step + 1}`);
      db.exec('commit');
    } catch (error) {
      db.exec('rollback');
      throw error;
    }
  }
  return { state: 'ready', from };
}
