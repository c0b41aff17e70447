// npm test: sets up what a fresh machine lacks, then every check and every test but those that need the real cluster.

import { programEnvironment } from './lib/debianPrograms.mjs';
import { electronDist } from './lib/electronRuntime.mjs';
import { fuzz } from './lib/fuzz.mjs';
import { ROOT } from './lib/project.mjs';
import { passThrough } from './lib/run.mjs';
import { withSecondTry } from './lib/secondTry.mjs';
import { say, sinceStart } from './lib/steps.mjs';
import { WINDOW_LIBRARIES } from './lib/systemLibraries.mjs';
import { closingLine, forgetResults, resultFile, TEST_RUNNERS, tally, writeCounts } from './lib/tally.mjs';

// First: results of an earlier run must not be counted where this one does not get so far.
forgetResults(TEST_RUNNERS);

const { setUp } = await import('./lib/setup.mjs');
const { runPlaywright } = await import('./lib/playwright.mjs');

await setUp({ libraries: WINDOW_LIBRARIES, programs: true });
Object.assign(process.env, programEnvironment());
say(`Set up after ${sinceStart()}, Electron at ${electronDist()}.`);

const FUZZ_SECONDS = 10;

const failures = [];
const stage = async (name, work) => {
  const passed = (await work()) === 0;
  if (!passed) failures.push(name);
  return passed;
};
const vitest = (name, config, files = []) => {
  const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultFile(name)}`];
  return passThrough('npx', ['--no-install', 'vitest', 'run', ...files, '--config', config, ...reports], {
    cwd: ROOT,
    env: { TZ: 'UTC', CI: '1', NO_COLOR: '1' },
  });
};

const checked = await stage('check', () => passThrough('node', ['scripts/check.mjs', '--without-unit'], { cwd: ROOT }));
writeCounts('check', { passed: checked ? 1 : 0, failed: checked ? 0 : 1, skipped: 0 });
await stage('unit tests', () => vitest('unit', 'vitest.config.ts'));
const asJson = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultFile('fuzz')}`];
await stage('fuzz', () => fuzz(FUZZ_SECONDS, undefined, asJson));
await stage('tests with real parts', () => withSecondTry('parts', (files) => vitest('parts', 'e2e/parts/vitest.config.ts', files)));
await stage('window tests', () => withSecondTry('app', (files) => runPlaywright('app', files)));

const counts = tally(TEST_RUNNERS);
if (failures.length > 0) say(`FAILED: ${failures.join(', ')}`);
say(`npm test took ${sinceStart()}`);
process.stdout.write(`${closingLine(counts)}\n`);
process.exitCode = failures.length > 0 || counts.failed > 0 ? 1 : 0;
