import { expect, type Page, test } from '@playwright/test';
import { card, expectCard, openApp, picture } from '../support/app';
import { expectAccessibleInBoth, pictures } from '../support/looks';

const FAULT = 'metrics-server-down';

async function setFault(page: Page, on: boolean): Promise<void> {
  await page.getByTestId('faults').click();
  const fault = page.getByTestId(`fault-${FAULT}`);
  await fault.click({ force: true });
  await expect(fault).toBeChecked({ checked: on, timeout: 20_000 });
  await page.keyboard.press('Escape');
}

const lane = (page: Page) => page.getByTestId('strip-lane');

/** Clicks the strip where this time stands on it at the moment. */
async function clickTime(page: Page, atMs: number): Promise<void> {
  const box = await lane(page).boundingBox();
  if (!box) throw new Error('the strip is not drawn');
  const [from, to] = await lane(page).evaluate((element) => [Number(element.ariaValueMin), Number(element.ariaValueMax)]);
  if (from === undefined || to === undefined) throw new Error('the strip has no ends');
  await page.mouse.click(box.x + ((atMs - from) / (to - from)) * box.width, box.y + 8);
}

/** A time of the state that stands now, with enough of it on both sides that neither a pixel nor a slow click leads out of it. */
async function timeWithin(page: Page): Promise<number> {
  const at = Date.now() + 4_000;
  await expect.poll(() => lane(page).evaluate((element) => Number(element.ariaValueMax)), { timeout: 60_000 }).toBeGreaterThan(at + 8_000);
  return at;
}

test('a fault that came and went: the strip shows it, the window goes back to it and to before, History has both changes', async () => {
  test.setTimeout(300_000);
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await expectCard(page, 'metrics-server', 'ok');
  await expect(page.getByTestId('session-began')).toContainText(/session began \d\d:\d\d/);
  const well = lane(page).locator('.hs-strip-ok').first();
  await expect.poll(async () => (await well.boundingBox())?.width ?? 0, { timeout: 60_000 }).toBeGreaterThan(24);
  await picture(page, 'strip-well-1280-light');

  const whileWell = await timeWithin(page);
  await setFault(page, true);
  await expectCard(page, 'metrics-server', 'broken', 90_000);
  await expect(lane(page).locator('.hs-strip-broken')).not.toHaveCount(0, { timeout: 20_000 });
  await expect(page.getByTestId('strip-turn')).toContainText('core pipeline broke');
  const whileBroken = await timeWithin(page);
  await setFault(page, false);
  await expectCard(page, 'metrics-server', 'ok', 90_000);
  await expect(page.getByTestId('strip-turn')).toContainText('core pipeline', { timeout: 20_000 });

  await clickTime(page, whileBroken);
  await expect(page.getByTestId('held-clock')).toContainText(/\d\d:\d\d:\d\d, not live/);
  await expectCard(page, 'metrics-server', 'broken');
  await picture(page, 'strip-held-1280-light');

  await clickTime(page, whileWell);
  await expectCard(page, 'metrics-server', 'ok');
  await expect(page.getByTestId('verdict')).not.toHaveAttribute('data-state', 'broken');
  await page.getByTestId('go-live').click();
  await expect(page.getByTestId('held-clock')).toHaveCount(0);
  await expect(page.getByTestId('clock')).toContainText('Live');

  await card(page, 'metrics-server').click();
  await page.getByRole('tab', { name: 'History' }).click();
  const changes = page.getByTestId('history-change');
  await expect(changes.first()).toHaveAttribute('data-to', 'ok');
  await expect(changes.filter({ hasText: 'broken' })).not.toHaveCount(0);
  await expect(changes.first().locator('.hs-history-proof')).not.toHaveCount(0);
  await expect(changes.locator('code').filter({ hasText: /^GET / })).not.toHaveCount(0);
  await picture(page, 'strip-history-1280-light');
  expect(errors).toEqual([]);
  await close();
});

test('by keyboard alone, wide: back by moments, to the first, to now; nothing that axe minds', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo', FAULT], width: 1920, height: 1080 });
  await expectCard(page, 'metrics-server', 'broken');
  const held = page.getByTestId('held-clock');
  await lane(page).focus();
  await expect(lane(page)).toHaveAttribute('aria-valuetext', /^live\. core: broken, .+/);
  await expect(async () => {
    await page.keyboard.press('ArrowLeft');
    await expect(held).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await page.keyboard.press('Home');
  await expect(lane(page)).toHaveAttribute('aria-valuetext', /^\d\d:\d\d:\d\d\. core: /);
  await pictures(page, 'strip-keyboard-1920');
  await expectAccessibleInBoth(page);
  await page.keyboard.press('Escape');
  await expect(held).toHaveCount(0);
  await expect(lane(page)).toBeFocused();
  expect(errors).toEqual([]);
  await close();
});

test('in a small window the strip is thin and keeps its keys', async () => {
  const { page, close } = await openApp({ words: ['--demo'], width: 900, height: 500 });
  await expect(lane(page)).toBeVisible({ timeout: 30_000 });
  await expect.poll(async () => (await page.getByTestId('strip').boundingBox())?.height).toBe(28);
  await picture(page, 'strip-900-light');
  await close();
});
