import { ROOT } from './project.mjs';
import { passThrough } from './run.mjs';

/**
 * @param {number} seconds
 * @param {string} [seed] of a run to be repeated
 * @param {readonly string[]} [flags] for vitest
 * @returns {Promise<number>} the exit code
 */
export function fuzz(seconds, seed, flags = []) {
  const chosen = seed === undefined ? {} : { HOPSCOPE_FUZZ_SEED: seed };
  return passThrough('npx', ['--no-install', 'vitest', 'run', '--config', 'e2e/fuzz/vitest.config.ts', ...flags], {
    cwd: ROOT,
    env: { TZ: 'UTC', CI: '1', NO_COLOR: '1', HOPSCOPE_FUZZ_SECONDS: String(seconds), ...chosen },
  });
}
