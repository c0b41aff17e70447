// npm test: sets up what a fresh machine lacks, then every check and every test but those that need the real cluster.

import { programEnvironment } from './lib/debianPrograms.mjs';
import { electronDist } from './lib/electronRuntime.mjs';
import { fuzz } from './lib/fuzz.mjs';
import { ROOT } from './lib/project.mjs';
import { passThrough } from './lib/run.mjs';
import { say, sinceStart } from './lib/steps.mjs';
import { WINDOW_LIBRARIES } from './lib/systemLibraries.mjs';
import { closingLine, forgetResults, resultFile, tally } from './lib/tally.mjs';

const { setUp } = await import('./lib/setup.mjs');
const { runPlaywright } = await import('./lib/playwright.mjs');

await setUp({ libraries: WINDOW_LIBRARIES, programs: true });
Object.assign(process.env, programEnvironment());
say(`Set up after ${sinceStart()}, Electron at ${electronDist()}.`);

const RESULTS = ['unit', 'fuzz', 'parts', 'app'];
const FUZZ_SECONDS = 10;
forgetResults(RESULTS);

const failures = [];
const stage = async (name, work) => {
  if ((await work()) !== 0) failures.push(name);
};
const vitest = (name, config) =>
  passThrough(
    'npx',
    ['--no-install', 'vitest', 'run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${resultFile(name)}`],
    { cwd: ROOT, env: { TZ: 'UTC', CI: '1', NO_COLOR: '1' } },
  );

await stage('check', () => passThrough('node', ['scripts/check.mjs', '--without-unit'], { cwd: ROOT }));
await stage('unit tests', () => vitest('unit', 'vitest.config.ts'));
const asJson = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultFile('fuzz')}`];
await stage('fuzz', () => fuzz(FUZZ_SECONDS, undefined, asJson));
await stage('tests with real parts', () => vitest('parts', 'e2e/parts/vitest.config.ts'));
await stage('window tests', () => runPlaywright('app'));

const counts = tally(RESULTS);
if (failures.length > 0) say(`FAILED: ${failures.join(', ')}`);
say(`npm test took ${sinceStart()}`);
if (failures.includes('check')) counts.failed += 1;
else counts.passed += 1;
process.stdout.write(`${closingLine(counts)}\n`);
process.exitCode = failures.length > 0 || counts.failed > 0 ? 1 : 0;
