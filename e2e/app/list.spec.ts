import { expect, type Page, test } from '@playwright/test';
import { expectCard, openApp, picture } from '../support/app';
import { expectAccessibleInBoth, LOOKS, pictures } from '../support/looks';

interface Drawn {
  readonly id: string;
  readonly health: string;
}

/** Cards or hops of the map as drawn: id and state. */
async function drawnOnMap(page: Page, what: 'card' | 'edge'): Promise<readonly Drawn[]> {
  return page.locator(`[data-testid^="${what}-"][data-health]`).evaluateAll(
    (elements, prefix) =>
      elements
        .map((element) => ({
          id: (element.getAttribute('data-testid') ?? '').slice(prefix.length),
          health: element.getAttribute('data-health') ?? '',
        }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    `${what}-`,
  );
}

async function rowsOf(page: Page, table: 'list-cards' | 'list-hops'): Promise<readonly Drawn[]> {
  return page
    .getByTestId(table)
    .locator('tr[data-health]')
    .evaluateAll((rows) =>
      rows
        .map((row) => ({
          id: (row.getAttribute('data-testid') ?? '').slice('row-'.length).replace('>', '-'),
          health: row.getAttribute('data-health') ?? '',
        }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
}

for (const { name, ...size } of LOOKS) {
  test(`the list of a broken cluster, ${name}`, async () => {
    const { page, errors, close } = await openApp({ words: ['--demo', 'metrics-server-down'], ...size });
    await expectCard(page, 'metrics-api', 'broken');
    await expectCard(page, 'prometheus', 'ok');
    await page.keyboard.press('l');
    await expect(page.getByTestId('row-metrics-api')).toContainText('broken');
    for (const id of ['kubelet', 'cadvisor', 'node-exporter', 'applications'])
      await expect(page.getByTestId(`row-${id}`)).toHaveAttribute('data-health', 'ok', { timeout: 60_000 });
    await pictures(page, `list-broken-${name}`);
    await page.getByTestId('list-hops').scrollIntoViewIfNeeded();
    await page.getByTestId('list').locator('.hs-row-button').last().focus();
    await pictures(page, `list-hops-${name}`);
    await expectAccessibleInBoth(page);
    expect(errors).toEqual([]);
    await close();
  });
}

test('the list equals the map: each card and hop once, in the same state; paused, so that both are of one moment', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo', 'ksm-down'] });
  await expectCard(page, 'kube-state-metrics', 'broken');
  await expectCard(page, 'prometheus', 'ok');
  await expectCard(page, 'alertmanager', 'ok');
  await expectCard(page, 'kubelet', 'ok');
  await expectCard(page, 'node-exporter', 'ok');
  await page.getByTestId('clock').click();
  await expect(page.getByTestId('clock')).toContainText('Paused');
  // Looks that were under way still answer after the pause: both are read until they are of one moment.
  await expect(async () => {
    await page.keyboard.press('1');
    const cards = await drawnOnMap(page, 'card');
    const hops = await drawnOnMap(page, 'edge');
    expect(cards.length).toBeGreaterThan(15);
    await page.keyboard.press('l');
    expect(await rowsOf(page, 'list-cards')).toEqual(cards);
    expect(await rowsOf(page, 'list-hops')).toEqual(hops);
  }).toPass({ timeout: 30_000 });
  expect(errors).toEqual([]);
  await close();
});

test('rows open the inspector by keyboard; sort and filter', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await expectCard(page, 'prometheus', 'ok');
  await expectCard(page, 'kubelet', 'ok');
  await page.keyboard.press('l');
  const first = page.getByTestId('list').locator('.hs-row-button').first();
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('inspector')).toBeVisible();
  await picture(page, 'list-inspector-1280-light');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('inspector')).toBeHidden();
  await expect(page.getByTestId('list')).toBeVisible();
  await page.getByTestId('list-filter').fill('kubelet');
  await expect(page.getByTestId('list-hops').getByRole('row').filter({ hasText: 'kubelet' }).first()).toBeVisible();
  await page.getByTestId('row-kubelet>metrics-server').getByRole('button').press('Enter');
  await expect(page.getByTestId('inspector')).toContainText('/metrics/resource');
  await page.getByTestId('list-filter').fill('');
  await page.getByTestId('list-cards').getByRole('button', { name: 'Age', exact: true }).click();
  await expect(page.locator('[data-testid="list-cards"] th[data-column="age"]')).toHaveAttribute('aria-sort', 'ascending');
  await picture(page, 'list-sorted-1280-light');
  expect(errors).toEqual([]);
  await close();
});
