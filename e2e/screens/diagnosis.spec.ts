import { expect, test } from '@playwright/test';
import { expectCard, openApp } from '../support/app';
import { openCause, TWELVE_CAUSES } from '../support/twelveCauses';
import { takePart, takeScreen } from './takeScreen';

test.setTimeout(300_000);

/** Long enough for the strip to have a line. */
const SEEN_FOR_MS = 30_000;

test('what is broken and why', async () => {
  const { app, page, close } = await openApp({ words: ['--demo', 'metrics-server-no-permission'] });
  await expectCard(page, 'metrics-server', 'broken');
  await page.keyboard.press('2');
  await expect(page.getByTestId('effects').getByRole('button')).toHaveCount(3, { timeout: 90_000 });
  await page.waitForTimeout(SEEN_FOR_MS);
  await takeScreen(app, page, 'findings');
  await close();
});

test('twelve causes at once', async () => {
  const { app, page, close } = await openApp({ words: ['--demo', 'twelve-causes'], width: 1280, height: 1000 });
  await expectCard(page, 'metrics-server', 'broken');
  await page.keyboard.press('2');
  for (const rule of TWELVE_CAUSES) {
    await openCause(page, rule);
    await takePart(page, page.getByTestId('findings'), `cause-${rule}`);
  }
  await openCause(page, TWELVE_CAUSES[0]);
  await takeScreen(app, page, 'causes');
  await close();
});

test('why a metric is not there', async () => {
  const { app, page, close } = await openApp({ words: ['--demo', 'prometheus-drops-cadvisor'] });
  await expect(page.getByTestId('card-prometheus')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('6');
  await page.getByTestId('why-text').fill('container_memory_working_set_bytes{job="cadvisor"}');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('why-verdict')).toContainText('lost at hop 6 of 12', { timeout: 60_000 });
  await page.waitForTimeout(SEEN_FOR_MS);
  await takeScreen(app, page, 'why');
  await close();
});
