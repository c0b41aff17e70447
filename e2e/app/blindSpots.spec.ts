import { expect, type Page, test } from '@playwright/test';
import { expectCard, openApp, picture } from '../support/app';
import { expectAccessibleInBoth, LOOKS, pictures } from '../support/looks';

/** The CronJob's pods come once a minute. */
test.setTimeout(300_000);

/** The screen with a picture of a pod of which something was lost. */
async function openBlindSpots(page: Page): Promise<void> {
  await expectCard(page, 'prometheus', 'ok');
  await page.keyboard.press('4');
  await expect(page.getByTestId('blind-spots')).toBeVisible();
  // The CronJob's next pod comes within a minute; a scrape after it says what was kept.
  await expect(page.getByTestId('blind-reasons').locator('li').first()).toBeVisible({ timeout: 100_000 });
  await expect(page.getByTestId('blind-picture').locator('svg')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId('verdict')).toContainText('left no sample', { timeout: 100_000 });
}

/** The time strip's moments: the screen says up to when it knows; live again it is the last hour. */
async function goBackInTime(page: Page): Promise<void> {
  await page.getByTestId('strip-lane').focus();
  await expect(async () => {
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByTestId('held-clock')).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expect(page.getByRole('complementary', { name: /^Cluster, up to \d\d:\d\d:\d\d$/ })).toBeVisible();
  await expect(page.getByTestId('verdict')).toContainText('the time shown');
  await picture(page, 'blind-spots-held-1280-light');
  await page.getByTestId('go-live').click();
  await expect(page.getByRole('complementary', { name: 'Cluster, last hour' })).toBeVisible();
  await page.getByTestId('blind-picture').focus();
}

for (const { name, ...size } of LOOKS) {
  test(`blind spots of the healthy demo, ${name}`, async () => {
    const { page, errors, close } = await openApp({ words: ['--demo'], ...size });
    await openBlindSpots(page);
    await page.getByTestId('blind-search').fill('burst');
    await expect(page.getByTestId('blind-pod').first()).toContainText('demo/burst-');
    await pictures(page, `blind-spots-list-${name}`);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('blind-picture')).toHaveAttribute('aria-label', /demo\/burst-/);
    await expect(page.getByTestId('blind-table')).toContainText('phase');
    await pictures(page, `blind-spots-${name}`);
    await expectAccessibleInBoth(page);
    expect(errors).toEqual([]);
    await close();
  });
}

test('blind spots: moved in time and zoomed by keys; each sentence leads into the picture; the map is one key away', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await openBlindSpots(page);
  const drawn = page.getByTestId('blind-picture');
  await drawn.focus();
  const stretch = page.locator('.hs-blind-stretch');
  const before = await stretch.textContent();
  await page.keyboard.press('ArrowLeft');
  await expect(stretch).not.toHaveText(before ?? '');
  await page.keyboard.press('-');
  await page.keyboard.press('-');
  await page.keyboard.press('-');
  await expect(page.getByRole('button', { name: '1 h', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await picture(page, 'blind-spots-hour-1280-light');
  await goBackInTime(page);
  await page.keyboard.press('1');
  await expect(page.getByTestId('card-prometheus')).toBeVisible();
  expect(errors).toEqual([]);
  await close();
});

test('blind spots while nobody scrapes kube-state-metrics, 1280', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo', 'ksm-down'] });
  await expectCard(page, 'kube-state-metrics', 'broken');
  await page.keyboard.press('4');
  await expect(page.getByTestId('blind-spots')).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Cluster, last hour' })).toContainText('though a scrape was due', {
    timeout: 150_000,
  });
  await page.getByTestId('blind-search').fill('burst');
  await expect(page.getByTestId('blind-pod').first()).toContainText('demo/burst-');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('blind-sentence').first()).toBeVisible({ timeout: 60_000 });
  await picture(page, 'blind-spots-broken-1280-light');
  expect(errors).toEqual([]);
  await close();
});
