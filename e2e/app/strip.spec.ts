import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { card, expectCard, openApp, picture } from '../support/app';

const FAULT = 'metrics-server-down';

async function setFault(page: Page, on: boolean): Promise<void> {
  await page.getByTestId('faults').click();
  const fault = page.getByTestId(`fault-${FAULT}`);
  await fault.click({ force: true });
  await expect(fault).toBeChecked({ checked: on, timeout: 20_000 });
  await page.keyboard.press('Escape');
}

const lane = (page: Page) => page.getByTestId('strip-lane');

test('a fault that came and went: the strip shows it, the window goes back to it and to before, History has both changes', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await expectCard(page, 'metrics-server', 'ok');
  await expect(page.getByTestId('session-began')).toContainText(/session began \d\d:\d\d/);
  await picture(page, 'strip-well-1280-light');

  await setFault(page, true);
  await expectCard(page, 'metrics-server', 'broken', 90_000);
  await expect(lane(page).locator('.hs-strip-broken')).not.toHaveCount(0, { timeout: 20_000 });
  await expect(page.getByTestId('strip-turn')).toContainText('core pipeline broke');
  await setFault(page, false);
  await expectCard(page, 'metrics-server', 'ok', 90_000);
  await expect(page.getByTestId('strip-turn')).toContainText('core pipeline', { timeout: 20_000 });

  const broken = lane(page).locator('.hs-strip-broken').first();
  const box = await broken.boundingBox();
  const all = await lane(page).boundingBox();
  if (!box || !all) throw new Error('the strip is not drawn');
  await page.mouse.click(box.x + box.width / 2, all.y + 8);
  await expect(page.getByTestId('held-clock')).toContainText(/\d\d:\d\d:\d\d, not live/);
  await expectCard(page, 'metrics-server', 'broken');
  await picture(page, 'strip-held-1280-light');

  await page.mouse.click(box.x - 4, all.y + 8);
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
  await expect(changes.first().locator('code').first()).toContainText('GET ');
  await picture(page, 'strip-history-1280-light');
  expect(errors).toEqual([]);
  await close();
});
