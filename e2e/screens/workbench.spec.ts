import { expect, test } from '@playwright/test';
import { openApp } from '../support/app';
import { takeScreen } from './takeScreen';

test.setTimeout(300_000);

/** Long enough for the strip to have a line. */
const SEEN_FOR_MS = 30_000;

const RULES = `- source_labels: [__name__]
  regex: container_(tasks_state|memory_failures_total|blkio_.+)
  action: drop
- source_labels: [__name__]
  regex: container_network_(.+)
  target_label: __name__
  replacement: net_$1
- action: labeldrop
  regex: id
`;

test('rules tried on all series of a job', async () => {
  const { app, page, close } = await openApp({ words: ['--demo'] });
  await expect(page.getByTestId('card-prometheus')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('7');
  await page.getByTestId('bench-job').selectOption('cadvisor', { timeout: 60_000 });
  await page.getByTestId('bench-text').fill(RULES);
  await expect(page.getByTestId('bench-verdict')).toContainText('series fewer', { timeout: 30_000 });
  await page.getByTestId('bench-show-renamed').click();
  await page.getByTestId('bench-rows').getByRole('option').first().click();
  await page.waitForTimeout(SEEN_FOR_MS);
  await takeScreen(app, page, 'workbench');
  await close();
});
