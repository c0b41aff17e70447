import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';

const TOTAL = new URL('../total.mjs', import.meta.url).pathname;
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const vitest = (passed: number, failed = 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 0,
  success: failed === 0,
});
const playwright = (expected: number, skipped = 0) => ({ stats: { expected, unexpected: 0, flaky: 0, skipped }, errors: [] });
const ALL = {
  check: { passed: 1, failed: 0, skipped: 0 },
  unit: vitest(100),
  fuzz: vitest(1),
  parts: vitest(20),
  app: playwright(10),
  live: playwright(4, 2),
  liveFaults: { passed: 0, failed: 0, skipped: 1 },
};

/** The closing line over these results. */
function total(results: object): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'hopscope-tally-'));
  folders.push(folder);
  for (const [name, result] of Object.entries(results)) writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(result));
  return spawnSync(process.execPath, [TOTAL], { encoding: 'utf8', env: { ...process.env, HOPSCOPE_RESULTS: folder } }).stdout;
}

it('counts every runner of both commands', () => expect(total(ALL)).toBe('136 passed, 0 failed, 3 skipped\n'));

it.each(Object.keys(ALL))('%s that left no result is one that failed', (name) => {
  expect(total(Object.fromEntries(Object.entries(ALL).filter(([each]) => each !== name)))).toContain(' 1 failed');
});

it('counts what failed', () => expect(total({ ...ALL, parts: vitest(18, 2) })).toBe('134 passed, 2 failed, 3 skipped\n'));
