import { defineConfig } from 'vitest/config';

process.env['TZ'] = 'UTC';
// React's act() is left out of its production build, and a build machine may say production.
process.env['NODE_ENV'] = 'test';

export default defineConfig({
  test: {
    include: ['shared/**/*.test.ts', 'electron/**/*.test.ts', 'renderer/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
  },
});
