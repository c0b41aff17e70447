// Tests of a running world (real programs, windows, clusters) that failed run once more, file by file: docs/decisions/0009-second-try.md.
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './project.mjs';
import { say } from './steps.mjs';
import { resultFile, writeCounts } from './tally.mjs';

/**
 * @typedef {object} Told what a runner's JSON result says of one test
 * @property {string} file
 * @property {string} name
 * @property {'passed' | 'failed' | 'skipped'} outcome
 */

/**
 * Runs, and runs the files in which something failed once more. What failed at first is said by name, whatever came of it;
 * a failure that no file accounts for is not tried again.
 * @param {string} name of the result file
 * @param {(files: readonly string[]) => Promise<number>} start resolves with the exit code; without files: all
 * @returns {Promise<number>} the exit code that holds
 */
export async function withSecondTry(name, start) {
  const code = await start([]);
  const first = code === 0 ? [] : toldBy(name);
  const failed = first.filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0) return code;
  const files = [...new Set(failed.map(({ file }) => file))];
  say(`SECOND TRY of ${files.join(', ')}: ${failed.length} failed`);
  const again = await start(files);
  const second = toldBy(name);
  const whole = mergedTold(first, second);
  writeCounts(name, countsOf(whole));
  const stillFailed = new Set(second.filter(({ outcome }) => outcome !== 'passed').map(keyOf));
  for (const test of failed.filter((each) => !stillFailed.has(keyOf(each))))
    say(`UNSTEADY: failed at first, passed at the second try: ${keyOf(test)}`);
  return again;
}

/** The first run's tests, those of the files that ran again as they were then. */
export function mergedTold(first, second) {
  const again = new Set(first.filter(({ outcome }) => outcome === 'failed').map(({ file }) => file));
  return [...first.filter(({ file }) => !again.has(file)), ...second];
}

function countsOf(told) {
  const count = (wanted) => told.filter(({ outcome }) => outcome === wanted).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

function keyOf({ file, name }) {
  return `${file}: ${name}`;
}

/** @returns {Told[]} nothing where the runner left no result */
function toldBy(name) {
  const file = resultFile(name);
  return fs.existsSync(file) ? testsOf(JSON.parse(fs.readFileSync(file, 'utf8'))) : [];
}

/** @returns {Told[]} of vitest's or Playwright's JSON */
export function testsOf(result) {
  return result.testResults ? result.testResults.flatMap(ofVitest) : (result.suites ?? []).flatMap(ofPlaywright);
}

const VITEST_OUTCOMES = { passed: 'passed', failed: 'failed' };

function ofVitest({ name, status, assertionResults }) {
  const file = path.relative(ROOT, name);
  const tests = assertionResults.map((test) => ({ file, name: test.fullName, outcome: VITEST_OUTCOMES[test.status] ?? 'skipped' }));
  // A file that failed without a test that did: what it does before them.
  const isBefore = status === 'failed' && !tests.some(({ outcome }) => outcome === 'failed');
  return isBefore ? [...tests, { file, name: 'before its tests', outcome: 'failed' }] : tests;
}

const PLAYWRIGHT_OUTCOMES = { expected: 'passed', unexpected: 'failed', flaky: 'failed', skipped: 'skipped' };

function ofPlaywright({ specs = [], suites = [] }) {
  const own = specs.flatMap(({ file, title, tests }) =>
    tests.map(({ status }) => ({ file, name: title, outcome: PLAYWRIGHT_OUTCOMES[status] })),
  );
  return [...own, ...suites.flatMap(ofPlaywright)];
}
