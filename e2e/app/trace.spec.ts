import { expect, test } from '@playwright/test';
import { expectCard, openApp } from '../support/app';
import { expectAccessibleInBoth, pictures } from '../support/looks';

const HOPS = ['cgroup', 'cadvisor', 'resource', 'metrics-server', 'metrics-api', 'kubectl-top', 'hpa', 'prometheus', 'rule', 'dashboard'];

test('trace: a number at every hop, what it is made of, another subject; a hop that breaks is gone around', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await expectCard(page, 'prometheus', 'ok');
  await page.keyboard.press('5');
  await expect(page.getByTestId('trace')).toHaveAttribute('data-progress', 'answered', { timeout: 30_000 });
  await expect(page.getByTestId('trace-verdict')).toContainText('kubectl top says', { timeout: 30_000 });
  for (const hop of HOPS) await expect(page.getByTestId(`trace-hop-${hop}`)).toHaveAttribute('data-state', 'seen', { timeout: 30_000 });
  await page.getByTestId('trace-hop-resource').getByRole('button').first().click();
  await expect(page.getByTestId('trace-detail')).toContainText('/metrics/resource');
  await expectAccessibleInBoth(page);
  await page.getByTestId('trace-subject').fill('node/');
  await expect(page.getByTestId('trace-subjects').getByRole('option')).toHaveCount(3);
  await page.getByTestId('trace-subject').press('Enter');
  await expect(page.getByTestId('trace-hop-hpa')).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByTestId('trace-hop-dashboard')).toHaveAttribute('data-state', 'seen', { timeout: 30_000 });
  await page.getByTestId('faults').click();
  await page.getByTestId('fault-metrics-server-down').click({ force: true });
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('trace-hop-metrics-api')).toHaveAttribute('data-state', 'failed', { timeout: 60_000 });
  await expect(page.getByTestId('trace-hop-prometheus')).toHaveAttribute('data-state', 'seen');
  await expect(page.getByTestId('trace-verdict')).toContainText('goes around metrics-server, Metrics API and kubectl top');
  await pictures(page, 'trace-broken-1280');
  await page.getByTestId('trace-on-map').click();
  await expect(page.getByTestId('card-prometheus')).toBeVisible();
  // What the lines of this number added to its age stands at them.
  await expect(
    page
      .locator('.hs-hop-lag')
      .filter({ hasText: /^(\+|≤ )[\d.]+ m?s$/ })
      .first(),
  ).toBeVisible();
  await pictures(page, 'trace-on-map-1280');
  expect(errors).toEqual([]);
  await close();
});
