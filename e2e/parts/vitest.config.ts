import { defineConfig } from 'vitest/config';

process.env['TZ'] = 'UTC';
process.env['NODE_ENV'] = 'test';

/** Tests in which real programs take part: kubectl, Debian's Prometheus, node-exporter, Alertmanager, the built command line. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['e2e/parts/**/*.test.ts', 'e2e/kubectl/**/*.test.ts'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
