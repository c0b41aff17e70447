import { expect, test } from '@playwright/test';
import { expectCard, openApp } from '../support/app';
import { takeScreen } from './takeScreen';

test.setTimeout(300_000);

test('a fault of the lab that the diagnosis has found', async () => {
  const { app, page, close } = await openApp({ words: ['--demo'] });
  await expectCard(page, 'prometheus', 'ok');
  await page.getByTestId('faults').click();
  await page.getByTestId('fault-ksm-down').click({ force: true });
  await expectCard(page, 'kube-state-metrics', 'broken');
  await expect(page.getByTestId('lab-on-ksm-down')).toHaveAttribute('data-found', '1', { timeout: 60_000 });
  await page.getByTestId('lab-all-off').scrollIntoViewIfNeeded();
  await takeScreen(app, page, 'lab');
  await close();
});
