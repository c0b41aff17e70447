import { defineConfig } from 'vitest/config';
import { LongestFirst } from './longestFirst';

process.env['TZ'] = 'UTC';
process.env['NODE_ENV'] = 'test';

const root = new URL('../..', import.meta.url).pathname;
const common = { root, environment: 'node', testTimeout: 120_000, hookTimeout: 120_000 } as const;
/** A real Prometheus that scrapes every second: what else would keep the machine busy would be seen as lost scrapes. */
const UNDISTURBED = 'e2e/parts/gaps.test.ts';

/**
 * Tests in which real programs take part: kubectl, Debian's Prometheus, node-exporter, Alertmanager, the built command line.
 * They mostly wait for real looks: two files at a time, after the one that must be alone.
 */
export default defineConfig({
  test: {
    root,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { ...common, name: 'alone', include: [UNDISTURBED], sequence: { groupOrder: 0 } } },
      {
        test: {
          ...common,
          name: 'parts',
          include: ['e2e/parts/**/*.test.ts', 'e2e/kubectl/**/*.test.ts'],
          exclude: [UNDISTURBED],
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
