import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { expectCard, openApp, picture } from '../support/app';
import { expectAccessibleInBoth, LOOKS, pictures } from '../support/looks';

async function ask(page: Page, question: string): Promise<void> {
  await expectCard(page, 'prometheus', 'ok');
  await page.keyboard.press('6');
  await expect(page.getByTestId('why-text')).toBeFocused();
  await page.keyboard.type(question);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
}

for (const { name, ...size } of LOOKS) {
  test(`why: a rule drops it, ${name}`, async () => {
    const { page, errors, close } = await openApp({ words: ['--demo', 'prometheus-drops-cadvisor'], ...size });
    await expect(page.getByTestId('card-kubelet')).toBeVisible({ timeout: 60_000 });
    await page.keyboard.press('6');
    await page.getByTestId('why-text').fill('container_memory_work{job="cadvisor"}');
    await expect(page.getByTestId('why-suggestions')).toContainText('container_memory_working_set_bytes', { timeout: 30_000 });
    await pictures(page, `why-suggestions-${name}`);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('why-verdict')).toContainText('lost at hop 6 of 12', { timeout: 30_000 });
    await expect(page.getByTestId('why-stage-metric-relabelling')).toHaveAttribute('data-state', 'lost');
    await expect(page.getByTestId('why-detail')).toHaveAttribute('data-stage', 'metric-relabelling');
    await expect(page.getByTestId('why-labels')).toContainText('dropped');
    await pictures(page, `why-lost-${name}`);
    await expectAccessibleInBoth(page);
    expect(errors).toEqual([]);
    await close();
  });
}

test('why: a metric that is there, its proof, stages by keys, a question that is not understood', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await ask(page, 'container_cpu_usage_seconds_total{namespace="demo"}');
  await expect(page.getByTestId('why-verdict')).toContainText('The metric is there.', { timeout: 30_000 });
  await picture(page, 'why-there-1280-light');
  await page
    .getByTestId('why-stage-exposed')
    .getByRole('button', { name: /Open the answer/ })
    .click();
  await expect(page.getByTestId('raw')).toContainText('container_cpu_usage_seconds_total', { timeout: 30_000 });
  await picture(page, 'why-proof-1280-light');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('inspector')).toBeHidden();
  await page.getByTestId('why-stage-known').getByRole('button').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('why-detail')).toHaveAttribute('data-stage', 'exposed');
  await expectAccessible(page);
  await page.getByTestId('why-text').fill('up{job=~"a"}');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('why-error')).toContainText('not =~');
  await page.keyboard.press('Control+k');
  await page.getByTestId('palette-field').fill('no_such_metric_total');
  await page.getByText('Why is no_such_metric_total not there?').click();
  await expect(page.getByTestId('why-verdict')).toContainText('lost at hop 1 of 12', { timeout: 30_000 });
  await picture(page, 'why-unknown-1280-light');
  expect(errors).toEqual([]);
  await close();
});

test('why: from the metrics of a component', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await expectCard(page, 'node-exporter', 'ok');
  await page.getByTestId('card-node-exporter').click();
  await page
    .getByTestId('inspector')
    .getByRole('tab', { name: /Metrics/ })
    .click();
  await page.getByRole('textbox', { name: 'Find a family' }).fill('node_cpu');
  await page.locator('[data-family="node_cpu_seconds_total"]').click();
  await page.getByTestId('family-why').click();
  await expect(page.getByTestId('why-verdict')).toContainText('The metric is there.', { timeout: 30_000 });
  expect(errors).toEqual([]);
  await close();
});
