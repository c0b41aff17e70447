import { defineConfig } from 'vitest/config';

process.env['NODE_ENV'] = 'test';

/** Readers against texts that nobody wrote, for as long as HOPSCOPE_FUZZ_SECONDS says. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['e2e/fuzz/**/*.test.ts'],
    environment: 'node',
    testTimeout: 600_000,
  },
});
