import { expect, test } from '@playwright/test';
import { expectCard, openApp } from '../support/app';
import { takeScreen } from './takeScreen';

test('a step of the walkthrough, and the glossary', async () => {
  const { app, page, close } = await openApp({ words: ['--demo'] });
  for (const id of ['kubelet', 'prometheus', 'hpa', 'kubectl-top', 'alertmanager']) await expectCard(page, id, 'ok');
  await page.keyboard.press('Control+k');
  await page.getByTestId('palette-field').fill('Take the walkthrough');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('walk-proof').locator('li').first()).toBeVisible();
  await takeScreen(app, page, 'walkthrough');
  await page.getByTestId('walkthrough').getByText('kubelet', { exact: true }).click();
  await expect(page.getByTestId('glossary-entry')).toBeVisible();
  await takeScreen(app, page, 'glossary');
  await close();
});
