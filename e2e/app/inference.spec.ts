import { expect, test } from '@playwright/test';
import { card, expectCard, expectLive, openApp } from '../support/app';
import { expectAccessibleInBoth, LOOKS, pictures } from '../support/looks';

const openTab = (page: import('@playwright/test').Page, name: string) =>
  page
    .getByTestId('inspector')
    .getByRole('tab', { name: new RegExp(`^${name}`) })
    .click();

for (const look of LOOKS) {
  test(`the sum of an HPA, step by step (${look.name})`, async () => {
    const { page, errors, close } = await openApp({ words: ['--demo'], ...look });
    await expectLive(page);
    await card(page, 'hpa').click();
    await openTab(page, 'Overview');
    await page
      .getByTestId('members')
      .getByRole('button', { name: /web-cpu/ })
      .click();
    const facts = page.getByTestId('facts');
    await expect(facts).toContainText(/\d+ wanted \(\d+ % of 250 % over \d+ pods -> \d+/);
    await expect(facts.locator('tr', { hasText: /step 2: value/ })).toContainText('ratio');
    await expect(facts.locator('tr', { hasText: 'ScalingActive means' })).toContainText('At least one metric gave a replica count');
    await facts.locator('tr', { hasText: 'by its own sum' }).scrollIntoViewIfNeeded();
    await pictures(page, `hpa-steps-${look.name}`);
    await expectAccessibleInBoth(page);
    expect(errors).toEqual([]);
    await close();
  });

  test(`names that cAdvisor lost are told by the cgroups (${look.name})`, async () => {
    const { page, errors, close } = await openApp({ words: ['--demo', 'cadvisor-no-labels'], ...look });
    await expectCard(page, 'cadvisor', 'degraded');
    await card(page, 'cadvisor').click();
    await openTab(page, 'Overview');
    await page.getByTestId('members').getByRole('button', { name: /hop-2/ }).click();
    await expect(page.getByTestId('facts').locator('tr', { hasText: 'names told by the cgroups' })).toContainText('more by pod alone');
    await pictures(page, `cgroup-facts-${look.name}`);
    await openTab(page, 'Metrics');
    await page.getByRole('textbox', { name: 'Find a family' }).fill('container_memory_working_set_bytes');
    await page.locator('[data-family="container_memory_working_set_bytes"]').click();
    await page.getByRole('textbox', { name: 'Find in labels' }).fill('container="node-exporter');
    await expect(page.getByTestId('series-inferred').first()).toContainText('inferred: namespace=monitoring');
    await pictures(page, `cgroup-series-${look.name}`);
    await expectAccessibleInBoth(page);
    expect(errors).toEqual([]);
    await close();
  });
}
