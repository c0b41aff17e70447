import { defineConfig } from '@playwright/test';

export default defineConfig({
  timeout: 120_000,
  expect: { timeout: 20_000 },
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json']],
  outputDir: '../out/playwright',
  projects: [
    { name: 'app', testDir: 'app' },
    { name: 'screens', testDir: 'screens', timeout: 300_000 },
    { name: 'live', testDir: 'live', timeout: 600_000 },
    { name: 'liveFaults', testDir: 'liveFaults', timeout: 600_000 },
    { name: 'liveAllFaults', testDir: 'liveAllFaults', timeout: 600_000 },
  ],
});
