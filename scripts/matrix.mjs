// npm run matrix: the healthy demo has no error and no warning, over a day and with 20 seeds. What `npm test` has in short.
// npm run matrix -- SEEDS MINUTES: so many seeds, each with so many minutes scraped and stored when it is looked at.
import { ROOT } from './lib/project.mjs';
import { passThrough } from './lib/run.mjs';

const MINUTES_OF_A_DAY = 1440;
/** Living through a day of scraping takes some minutes on two slow cores. */
const PATIENCE_MS = 3_600_000;

const [seeds = '20', minutes = String(MINUTES_OF_A_DAY / Number(seeds))] = process.argv.slice(2);
if (!(Number(seeds) > 0 && Number(minutes) > 0)) {
  process.stderr.write(`${seeds} ${minutes}: a number of seeds and one of minutes are wanted\n`);
  process.exit(2);
}
process.exitCode = await passThrough(
  'npx',
  [
    '--no-install',
    'vitest',
    'run',
    '--config',
    'e2e/parts/vitest.config.ts',
    'e2e/parts/diagnosisMatrix.test.ts',
    '--testNamePattern',
    'no error and no warning',
    '--testTimeout',
    String(PATIENCE_MS),
  ],
  { cwd: ROOT, env: { TZ: 'UTC', CI: '1', NO_COLOR: '1', HOPSCOPE_MATRIX_SEEDS: seeds, HOPSCOPE_MATRIX_STORED_MINUTES: minutes } },
);
