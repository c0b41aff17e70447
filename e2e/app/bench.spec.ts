import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { openApp, picture } from '../support/app';
import { LOOKS, pictures } from '../support/looks';

const NEW_RULES = `- source_labels: [__name__]
  regex: container_(cpu|memory)_.*
  action: drop
- source_labels: [__name__]
  regex: container_network_(.+)
  target_label: __name__
  replacement: net_$1
- action: labeldrop
  regex: id|interface
`;

async function look(page: Page, app: Awaited<ReturnType<typeof openApp>>['app'], name: string): Promise<void> {
  for (const { name: as, width, height } of LOOKS) {
    await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), {
      width,
      height,
    });
    await page.waitForFunction((wide) => Math.abs(window.innerWidth - wide) <= 2, width);
    await page.waitForTimeout(400);
    await pictures(page, `${name}-${as}`);
  }
}

test('workbench: the own rules, edited ones against them, wrong ones, back; series by series', async () => {
  const { app, page, errors, close } = await openApp({ words: ['--demo'] });
  await expect(page.getByTestId('card-kubelet')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('7');
  await expect(page.getByTestId('bench-verdict')).toContainText("the cluster's own rules", { timeout: 60_000 });
  await page.getByTestId('bench-job').selectOption('cadvisor');
  await expect(page.getByTestId('bench-home')).toContainText('ConfigMap monitoring/');
  await expect(page.getByTestId('bench-show-dropped')).toContainText('0');
  const all = await page.getByTestId('bench-show-all').locator('b').textContent();
  await expect(page.getByTestId('bench-show-kept').locator('b')).toHaveText(all ?? '');
  await picture(page, 'bench-own-1280-light');

  await page.getByTestId('bench-text').fill(NEW_RULES);
  await expect(page.getByTestId('bench-verdict')).toContainText('series fewer', { timeout: 30_000 });
  await expect(page.getByTestId('bench-costs')).toContainText('drop [__name__] matching container_(cpu|memory)_.*');
  await page.getByTestId('bench-show-renamed').click();
  await expect(page.getByTestId('bench-rows')).toContainText('net_');
  await page.getByTestId('bench-rows').getByRole('option').first().click();
  await expect(page.getByTestId('bench-steps')).toContainText('matches');
  await look(page, app, 'bench-edited');
  await expectAccessible(page);
  await page.getByTestId('bench-typed').fill('container_network_mine_total{id="/x"}');
  await expect(page.getByTestId('bench-steps')).toContainText('net_mine_total');
  await page.getByTestId('bench-typed').fill('container_network_mine_total{id=/x}');
  await expect(page.getByTestId('bench-typed-wrong')).toContainText('This is not read');
  await pictures(page, 'bench-typed-1920');
  await page.getByTestId('bench-show-collided').click();
  await expect(page.getByTestId('bench-rows').getByRole('option').first()).toContainText('collides');
  await picture(page, 'bench-collided-1920-dark');

  await page.getByTestId('bench-text').fill(`${NEW_RULES}- action: drop\n  regex: "(unclosed"\n  source_labels: [pod]\n`);
  await expect(page.getByTestId('bench-errors')).toContainText('Line 11:');
  await picture(page, 'bench-wrong-1920-dark');
  await page.getByTestId('bench-errors').getByRole('button').click();
  await expect(page.getByTestId('bench-text')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('bench-text')).toHaveValue(NEW_RULES);
  await page.getByTestId('bench-kind-target').click();
  await expect(page.getByTestId('bench-show-kept')).toContainText('3');
  await picture(page, 'bench-targets-1920-dark');
  await page.getByTestId('rail-map').click();
  await page.keyboard.press('7');
  await page.getByTestId('bench-kind-metric').click();
  await expect(page.getByTestId('bench-text')).toHaveValue(NEW_RULES, { timeout: 30_000 });
  expect(errors).toEqual([]);
  await close();
});

test('workbench: a limit that scrapes would be beyond, and the way back', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await expect(page.getByTestId('card-kubelet')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('7');
  await expect(page.getByTestId('bench-verdict')).toContainText("the cluster's own rules", { timeout: 90_000 });
  await page.getByTestId('bench-job').selectOption('cadvisor');
  await expect(page.getByTestId('bench-home')).toContainText('job cadvisor');
  await page.getByTestId('bench-limits').locator('summary').click();
  await page.getByTestId('bench-limit-sample_limit').fill('100');
  await expect(page.getByTestId('bench-verdict')).toContainText('With these limits 3 of 3 scrapes fail', { timeout: 30_000 });
  await expect(page.getByTestId('bench-failing')).toContainText('samples, sample_limit 100');
  await picture(page, 'bench-limits-1280-light');
  await expectAccessible(page);
  await page.getByTestId('bench-reset').click();
  await expect(page.getByTestId('bench-verdict')).toContainText("the cluster's own rules", { timeout: 30_000 });
  expect(errors).toEqual([]);
  await close();
});

test('workbench: from why, with the rule that drops the metric', async () => {
  const { app, page, errors, close } = await openApp({ words: ['--demo', 'prometheus-drops-cadvisor'] });
  await expect(page.getByTestId('card-kubelet')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('6');
  await page.getByTestId('why-text').fill('container_memory_working_set_bytes{job="cadvisor"}');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('why-do')).toContainText('samples/s', { timeout: 40_000 });
  await page.getByTestId('why-workbench').click();
  await expect(page.getByTestId('bench-rows').getByRole('option').first()).toContainText('dropped', { timeout: 40_000 });
  await expect(page.getByTestId('bench-search')).toHaveValue('container_memory_working_set_bytes');
  await expect(page.getByTestId('bench-steps')).toContainText('dropped here');
  await look(page, app, 'bench-why');
  await expectAccessible(page);
  expect(errors).toEqual([]);
  await close();
});
