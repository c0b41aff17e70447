import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { expectCard, openApp, picture } from '../support/app';
import { LOOKS } from '../support/looks';

/** The view of gaps, once the demo's Prometheus has answered. */
async function openGaps(page: Page): Promise<void> {
  await expectCard(page, 'prometheus', 'ok');
  await page.keyboard.press('3');
  await expect(page.getByTestId('gaps')).toBeVisible();
  await expect(page.getByTestId('gap-rows')).toBeVisible({ timeout: 60_000 });
}

for (const { name, ...size } of LOOKS) {
  test(`gaps of a slow kubelet, ${name}`, async () => {
    const { page, errors, close } = await openApp({ words: ['--demo', 'kubelet-slow'], ...size });
    await expect(page.getByTestId('card-kubelet')).toBeVisible({ timeout: 60_000 });
    await page.keyboard.press('3');
    await expect(page.getByTestId('gap-rows')).toBeVisible({ timeout: 60_000 });
    const slow = page.locator('[data-testid="gap-rows"] [role="option"][data-state="broken"]').first();
    await expect(slow).toBeVisible({ timeout: 60_000 });
    await slow.locator('.hs-gap-name').click();
    await expect(page.getByTestId('gap-panel')).toHaveAttribute('data-cause', 'scrape-too-slow');
    await expect(page.getByTestId('gap-cost')).toBeVisible();
    await expect(page.getByTestId('gap-do')).toContainText('keeps two samples');
    await picture(page, `gaps-slow-${name}`);
    await expectAccessible(page);
    expect(errors).toEqual([]);
    await close();
  });
}

test('a healthy cluster: rows folded, table, raw answer, keys', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await openGaps(page);
  await expect(page.getByTestId('gap-verdict')).toContainText('targets lost');
  await picture(page, 'gaps-healthy-1280-light');
  await page.getByTestId('gap-as-table').click();
  await expect(page.getByTestId('gap-table')).toBeVisible();
  await page.getByTestId('gap-as-table').click();
  await page.keyboard.press('1');
  await expect(page.getByTestId('gaps')).toBeHidden();
  expect(errors).toEqual([]);
  await close();
});
