// Counts tests over runners. Each runner writes a JSON result file; the last line of all is "N passed, N failed".
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './project.mjs';

const FOLDER = process.env.HOPSCOPE_RESULTS ?? path.join(ROOT, 'out/results');

/** What npm test runs, in that order; `check` counts as one test. */
export const TEST_RUNNERS = ['check', 'unit', 'fuzz', 'parts', 'app'];
/** What npm run test:live runs. */
export const LIVE_RUNNERS = ['live', 'liveFaults'];

export function resultFile(name) {
  fs.mkdirSync(FOLDER, { recursive: true });
  return path.join(FOLDER, `${name}.json`);
}

export function forgetResults(names) {
  for (const name of names) fs.rmSync(resultFile(name), { force: true });
}

/** { passed, failed, skipped } over the named results; a runner that left no result counts as one failure. */
export function tally(names) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const name of names) {
    const file = resultFile(name);
    if (!fs.existsSync(file)) {
      total.failed += 1;
      continue;
    }
    const one = countsOf(JSON.parse(fs.readFileSync(file, 'utf8')));
    for (const key of Object.keys(total)) total[key] += one[key];
  }
  return total;
}

function countsOf(result) {
  // vitest (its JSON reporter)
  if ('numPassedTests' in result) {
    return {
      passed: result.numPassedTests,
      failed: result.numFailedTests + (result.success || result.numFailedTests > 0 ? 0 : 1),
      skipped: result.numPendingTests,
    };
  }
  // playwright
  if (result.stats) {
    const { expected, unexpected, flaky, skipped } = result.stats;
    return { passed: expected + flaky, failed: unexpected + (unexpected === 0 ? result.errors.length : 0), skipped };
  }
  return result;
}

export function writeCounts(name, counts) {
  fs.writeFileSync(resultFile(name), JSON.stringify(counts));
}

export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
