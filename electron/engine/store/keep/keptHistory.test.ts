import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failed } from '../../../../shared/model/result';
import { type ManualClock, manualClock } from '../../cluster/manualClock.testSupport';
import { fill, lyingIn, T0, TARGET } from '../samples/scrapes.testSupport';
import { type KeepParts, openHistory } from './keptHistory';
import type { KeepTrouble } from './openFile';
import { SCHEMA_VERSION, upgrade } from './schema';
import { bytesIn, loadLibsql, nameBytes, numberIn, type Sqlite } from './sqlite';

let folder = '';
let clock: ManualClock;
let troubles: KeepTrouble[] = [];
const file = () => path.join(folder, 'deep', 'history.db');
const open = (parts: Partial<KeepParts> = {}) => openHistory({ clock, file: file(), tell: (trouble) => troubles.push(trouble), ...parts });

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hopscope-history-'));
  clock = manualClock(T0);
  troubles = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function database(): Sqlite {
  const libsql = loadLibsql();
  if (!libsql.ok) throw new Error(libsql.error);
  return libsql.value(file());
}

/** Keeps some scrapes and ends in good order. */
function keep(scrapes: number, first = 0): void {
  const history = open();
  fill(history.samples, scrapes, first);
  history.close();
}

const counter = (scrapes: number) => Array.from({ length: scrapes }, (_, i) => [i * 15, i * 7]);

function keptCounter() {
  const history = open();
  const kept = lyingIn(history.samples.target(TARGET), 'requests_total');
  history.close();
  return kept;
}

describe('kept history', () => {
  it('is there after a new start: blocks, rows since, timestamps of their own', () => {
    keep(200);
    const history = open();
    const target = history.samples.target(TARGET);
    expect(lyingIn(target, 'requests_total')).toEqual(counter(200));
    expect(lyingIn(target, 'memory')).toEqual(Array.from({ length: 200 }, (_, i) => [i * 15 - 3, 4096 * (i % 5)]));
    expect([target.blocks.length, target.rows.length]).toEqual([1, 80]);
    history.close();
    expect(troubles).toEqual([]);
  });

  it('goes on over starts', () => {
    for (let start = 0; start < 5; start++) keep(50, start * 50);
    expect(keptCounter()).toEqual(counter(250));
  });

  it('points of looks are kept beside the samples', () => {
    const history = open();
    history.points.add('kubelet/n1', { key: 'cpu', label: 'CPU', unit: 'cores' }, T0, 0.5);
    history.close();
    const next = open();
    expect(next.points.read('kubelet/n1', 'cpu')).toEqual([{ atMs: T0, value: 0.5 }]);
    next.close();
  });

  it('nothing is written where nothing is kept', () => {
    const history = open({ file: undefined });
    fill(history.samples, 10);
    history.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('what is older than its span is gone, from the file too', async () => {
    keep(240);
    clock = manualClock(T0 + 26 * 3_600_000);
    const history = open();
    fill(history.samples, 1, (26 * 3600) / 15);
    await clock.advance(120_000);
    history.close();
    const db = database();
    expect(numberIn(db.prepare('select count(*) as n from block').all([])[0], 'n')).toBe(0);
    db.close();
  });

  it('of too much the oldest goes first, from the file too', async () => {
    keep(600);
    const count = () => {
      const db = database();
      const blocks = numberIn(db.prepare('select count(*) as n from block').all([])[0], 'n');
      db.close();
      return blocks;
    };
    const before = count();
    const history = open({ retention: { spanMs: 1e12, bytes: 4_000, series: 1e9 } });
    expect(history.samples.bytes).toBeGreaterThan(4_000);
    await clock.advance(120_000);
    expect(history.samples.bytes).toBeLessThanOrEqual(4_000);
    history.close();
    expect(count()).toBeLessThan(before);
    const left = keptCounter();
    expect(left.length).toBeGreaterThan(0);
    expect(left).toEqual(counter(600).slice(-left.length));
  });
});

describe('a history file', () => {
  it('that is damaged is set aside with a sentence, and a new one begun', () => {
    keep(10);
    writeFileSync(file(), Buffer.alloc(8192, 0x41));
    expect(keptCounter()).toEqual([]);
    expect(troubles.map(({ says }) => says)).toEqual([expect.stringContaining('it was set aside as')]);
    const aside = readdirSync(path.dirname(file())).find((name) => /\.db\.damaged-[\dTZ-]+$/.test(name));
    expect(readFileSync(path.join(path.dirname(file()), aside ?? ''))[0]).toBe(0x41);
    troubles = [];
    keep(10);
    expect(keptCounter()).toEqual(counter(10));
    expect(troubles).toEqual([]);
  });

  it('in which one block is not what was written loses that block and nothing else', () => {
    keep(360);
    const db = database();
    db.exec('update block set bytes = zeroblob(length(bytes)) where id = 2');
    db.close();
    expect(keptCounter()).toEqual(counter(360).filter(([seconds = 0]) => seconds < 1800 || seconds >= 3600));
    expect(troubles[0]?.says).toContain('1 parts of the kept history');
  });

  it('in which a row is not what was written keeps those before it, and takes new ones', () => {
    keep(20);
    const db = database();
    db.exec('update row set bytes = zeroblob(3) where id = 15');
    db.close();
    keep(5, 40);
    expect(keptCounter().map(([seconds]) => seconds / 15)).toEqual([...Array.from({ length: 14 }, (_, i) => i), 40, 41, 42, 43, 44]);
  });

  it('of an older version is upgraded with what it holds', () => {
    keep(200);
    const now = database();
    const blocks = now
      .prepare('select bytes from block')
      .all([])
      .map((row) => bytesIn(row, 'bytes'));
    const keys = now
      .prepare('select slot, key from series')
      .all([])
      .map((row): [number, Uint8Array] => [numberIn(row, 'slot'), bytesIn(row, 'key')]);
    now.close();
    rmSync(file());
    const old = database();
    upgrade(old, 1);
    old.prepare('insert into target (id, name) values (7, ?)').run([nameBytes(TARGET)]);
    for (const [slot, key] of keys) old.prepare('insert into series values (7, ?, ?)').run([slot, key]);
    for (const bytes of blocks)
      old.prepare('insert into block (target, from_ms, to_ms, bytes) values (7, ?, ?, ?)').run([T0, T0 + 119 * 15_000, bytes]);
    old.close();
    keep(10, 120);
    const after = database();
    expect(numberIn(after.prepare('pragma user_version').all([])[0], 'user_version')).toBe(SCHEMA_VERSION);
    after.close();
    expect(keptCounter()).toEqual(counter(130));
    expect(troubles).toEqual([]);
  });

  it('of a newer version is left as it is', () => {
    keep(10);
    const db = database();
    db.exec('pragma user_version = 99');
    db.close();
    const before = readFileSync(file());
    keep(5, 10);
    expect(troubles[0]?.says).toContain('is of version 99, newer than this Hopscope');
    expect(readFileSync(file()).equals(before)).toBe(true);
  });

  it('that cannot be made, or a database that cannot be loaded, is said; in memory it goes on', () => {
    writeFileSync(path.join(folder, 'deep'), 'a file where the folder should be');
    keep(10);
    open({ sqlite: () => failed('no such library') }).close();
    expect(troubles.map(({ says }) => says)).toEqual([
      expect.stringContaining('cannot be kept in'),
      expect.stringContaining('no such library'),
    ]);
  });

  it('of a process that was killed lacks at most the last 10 seconds', async () => {
    const bundle = path.join(folder, 'child.cjs');
    const entry = new URL('killedChild.testSupport.ts', import.meta.url).pathname;
    const real = path.dirname(createRequire(import.meta.url).resolve('libsql'));
    buildSync({
      entryPoints: [entry],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      external: ['libsql'],
      logLevel: 'error',
    });
    const child = spawn(process.execPath, [bundle, file(), '150'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_PATH: path.dirname(real) },
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
    expect(existsSync(file())).toBe(true);
    const kept = keptCounter();
    expect(kept).toEqual(counter(kept.length));
    expect(kept.length * 15).toBeGreaterThanOrEqual(151 * 15 - 15);
    clock = manualClock(T0 + 3_600_000);
    const { past, close } = open();
    expect(past?.find(T0 + 3_600_000)?.text).toBe('moment 149');
    expect(past?.sessions()).toMatchObject([{ beganMs: T0, endedMs: T0 + 149 * 15_000 }]);
    close();
    expect(troubles).toEqual([]);
  });
});
