// npm run check: format, lint, types, import rules, dead code, unit tests. One command, the same in CI.

import { ROOT } from './lib/project.mjs';
import { passThrough } from './lib/run.mjs';
import { say } from './lib/steps.mjs';

const CHECKS = [
  ['format and lint', ['biome', 'ci', '--error-on-warnings', '.']],
  ['types: shared', ['tsc', '-p', 'tsconfig.shared.json']],
  ['types: electron', ['tsc', '-p', 'tsconfig.electron.json']],
  ['types: renderer', ['tsc', '-p', 'tsconfig.renderer.json']],
  ['types: tests', ['tsc', '-p', 'tsconfig.tests.json']],
  ['import rules', ['depcruise', 'shared', 'electron', 'renderer', '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long']],
  ['import rules catch a planted import', ['node', 'scripts/plantedImport.mjs']],
  ['one clock', ['node', 'scripts/oneClock.mjs']],
  ['dead code', ['knip', '--no-progress']],
  ['unit tests', ['vitest', 'run', '--reporter=dot']],
];

const withoutUnit = process.argv.includes('--without-unit');
const only = process.argv.slice(2).find((word) => !word.startsWith('--'));
for (const [name, words] of CHECKS) {
  if ((only && !name.includes(only)) || (withoutUnit && name === 'unit tests')) continue;
  const begin = Date.now();
  say(`--- ${name}`);
  const code =
    words[0] === 'node'
      ? await passThrough('node', words.slice(1), { cwd: ROOT })
      : await passThrough('npx', ['--no-install', ...words], { cwd: ROOT, env: { TZ: 'UTC' } });
  if (code !== 0) {
    say(`FAILED: ${name}`);
    process.exit(1);
  }
  say(`    ${((Date.now() - begin) / 1000).toFixed(1)} s`);
}
say('check: all passed');
