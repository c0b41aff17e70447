import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { expectCard, openApp, picture } from '../support/app';
import { expectAccessibleInBoth, LOOKS, pictures } from '../support/looks';
import { serveManyTargets } from '../support/manyTargets';

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
    await expect(page.getByTestId('gap-compare').or(page.getByTestId('gap-compare-none'))).toBeVisible({ timeout: 30_000 });
    await pictures(page, `gaps-slow-${name}`);
    await expectAccessibleInBoth(page);
    await page.getByTestId('gap-raw').click();
    await expect(page.getByTestId('inspector')).toContainText('scrape_duration_seconds', { timeout: 30_000 });
    await pictures(page, `gaps-raw-${name}`);
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('gap-panel')).toBeVisible();
    expect(errors).toEqual([]);
    await close();
  });
}

/** Px that the words in an empty field leave of its width; negative: they are cut. */
function roomOfPlaceholder(field: Element): number {
  const pen = document.createElement('canvas').getContext('2d');
  if (pen === null || !(field instanceof HTMLInputElement)) throw new Error('no field, or nothing to measure with');
  const { font, paddingLeft, paddingRight } = getComputedStyle(field);
  pen.font = font;
  return field.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight) - pen.measureText(field.placeholder).width;
}

test('a healthy cluster: rows folded, table, raw answer, keys', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await openGaps(page);
  await expect(page.getByTestId('gap-verdict')).toContainText('targets lost');
  await picture(page, 'gaps-healthy-1280-light');
  await page.getByTestId('gap-as-table').click();
  await expect(page.getByTestId('gap-table')).toBeVisible();
  await expectAccessible(page);
  await page.getByTestId('gap-as-table').click();
  expect(await page.getByTestId('gap-series').evaluate(roomOfPlaceholder), 'px beside the words in the empty field').toBeGreaterThanOrEqual(
    0,
  );
  await page.getByTestId('gap-series').fill('up{job="cadvisor"}');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('gap-rows')).toContainText('3 series', { timeout: 30_000 });
  const lanes = page.getByRole('listbox');
  const box = await lanes.boundingBox();
  if (box === null) throw new Error('the lanes are not drawn');
  await page.mouse.move(box.x + 500, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 900, box.y + 60, { steps: 5 });
  await picture(page, 'gaps-brush-1280-light');
  await page.mouse.up();
  await expect(page.getByTestId('gap-zoomed')).toBeVisible();
  await lanes.focus();
  await page.keyboard.press('ArrowDown');
  await picture(page, 'gaps-zoomed-1280-light');
  await page.keyboard.press('-');
  await expect(page.getByTestId('gap-zoomed')).toBeHidden();
  await page.keyboard.press('1');
  await expect(page.getByTestId('gaps')).toBeHidden();
  expect(errors).toEqual([]);
  await close();
});

test('what a gap hid: the kubelet read directly beside what Prometheus kept', async () => {
  test.setTimeout(300_000);
  const { app, page, errors, close } = await openApp({ words: ['--demo'] });
  await openGaps(page);
  const turn = async () => {
    await page.getByTestId('faults').click();
    await page.getByTestId('fault-prometheus-no-token').click();
    await page.keyboard.press('Escape');
  };
  await page.waitForTimeout(60_000);
  await turn();
  await page.waitForTimeout(55_000);
  await turn();
  const lost = page.getByTestId('gap-row-cadvisor-hop-2');
  await expect(lost).toHaveAttribute('data-state', 'degraded', { timeout: 90_000 });
  await lost.locator('.hs-gap-name').click();
  await expect(page.getByTestId('gap-panel')).toHaveAttribute('data-cause', 'target-down');
  await expect(page.getByTestId('gap-because')).toContainText('401');
  const words = page.getByTestId('gap-compare-words');
  await expect(words).toContainText(/samples were read directly, and Prometheus \S+ kept (none|1)\./, { timeout: 30_000 });
  await expect(words).toContainText('samples that both have of one moment are equal');
  await expect(page.getByTestId('gap-compare')).toContainText('kubelet directly');
  for (const [width, height, name, colorScheme] of [
    [1280, 800, '1280-light', 'light'],
    [1920, 1080, '1920-dark', 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), {
      width,
      height,
    });
    await page.getByTestId('gap-compare').getByRole('slider').hover();
    await picture(page, `gaps-compare-${name}`);
    await expectAccessible(page);
  }
  const choices = await page.getByTestId('gap-compare-series').locator('option').allTextContents();
  expect(choices.some((words) => words.startsWith('container_cpu_usage_seconds_total of '))).toBe(true);
  await page.getByTestId('gap-compare-series').selectOption({ index: choices.length - 1 });
  await expect(async () => {
    const said = await page.getByTestId('gap-compare').getByRole('slider').getAttribute('aria-label');
    expect(said).toContain(`hop-2, ${choices.at(-1)}`);
  }).toPass({ timeout: 30_000 });
  expect(errors).toEqual([]);
  await close();
});

test('5,000 targets over six hours: only rows in sight are drawn and read one by one', async () => {
  const many = await serveManyTargets(5_000, 10);
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-many-'));
  const folder = path.join(home, 'Hopscope');
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'endpoints.yaml'), `- kind: prometheus\n  url: ${many.url}\n`);
  const { page, errors, close } = await openApp({ words: ['--demo'], env: { XDG_CONFIG_HOME: home } });
  await openGaps(page);
  const own = page
    .getByTestId('gap-source')
    .locator('option')
    .filter({ hasText: new URL(many.url).port });
  await expect(own).toHaveCount(1, { timeout: 60_000 });
  await page.getByTestId('gap-source').selectOption({ label: (await own.textContent()) ?? '' });
  await page.getByTestId('gap-range').selectOption({ label: 'Last 6 hours' });
  await expect(page.getByTestId('gap-verdict')).toContainText('of 5,000 targets lost', { timeout: 60_000 });

  const rows = page.locator('[data-testid="gap-rows"] [role="option"]');
  const drawn = () =>
    rows.evaluateAll((all) =>
      all.map((row) => ({ name: row.getAttribute('aria-label') ?? '', index: Number(row.getAttribute('data-index')) })),
    );
  expect((await drawn()).length).toBeLessThan(80);
  const readOneByOne = () => new Set(many.rawReads.flatMap(({ seconds, instances }) => (seconds > 18_000 ? instances : [])));
  const sixHours = () =>
    [...new Set(many.overviews.filter((query) => /\[2[01]\d{6}ms\]/.test(query)).map((query) => query.replace(/\d+ms/, '6h')))].sort();
  const overview = ['count_over_time(up[6h])', 'sum by (job) (count_over_time(up[6h]))', 'sum_over_time(up[6h])'];
  await expect.poll(sixHours, { timeout: 60_000 }).toEqual(overview);
  await expect.poll(() => readOneByOne().size, { timeout: 60_000 }).toBeGreaterThan(10);
  expect(readOneByOne().size).toBeLessThan(120);
  await expect(rows.first()).not.toHaveAttribute('aria-label', /counted/, { timeout: 60_000 });

  const lanes = page.getByRole('listbox');
  await lanes.focus();
  const at = async () => Number((await lanes.getAttribute('aria-activedescendant'))?.replace('gap-item-', ''));
  const all = await page.evaluate(() => document.querySelector('[role="listbox"]')?.clientHeight ?? 0);
  await page.keyboard.press('End');
  await expect.poll(at).toBeGreaterThan(Math.floor(all / 25) - 30);
  await expect(page.locator(`#gap-item-${await at()}`)).toBeInViewport();
  const last = await page.locator(`#gap-item-${await at()} ~ [role="option"]`).count();
  expect(last).toBe(0);
  await page.keyboard.press('PageUp');
  await page.keyboard.press('PageUp');
  const before = await at();
  await expect(page.locator(`#gap-item-${before}`)).toBeInViewport();
  // What is in sight is read one by one, and then no more a count only.
  await expect(async () => {
    const shown = (await drawn()).filter(({ index }) => Math.abs(index - before) < 5 && index !== before);
    expect(shown.length).toBeGreaterThan(0);
    for (const { name } of shown) expect(name).not.toContain('counted');
  }).toPass({ timeout: 60_000 });
  expect(readOneByOne().size).toBeLessThan(400);
  expect((await drawn()).length).toBeLessThan(80);
  await picture(page, 'gaps-5000-end-1280-light');
  await page.keyboard.press('PageDown');
  expect(await at()).toBeGreaterThan(before);
  await page.keyboard.press('Home');
  await expect.poll(at).toBeLessThan(3);
  await expect(page.locator(`#gap-item-${await at()}`)).toBeInViewport();
  await expect(rows.first()).not.toHaveAttribute('aria-label', /counted/, { timeout: 60_000 });
  await picture(page, 'gaps-5000-1280-light');
  await expectAccessible(page);
  expect(errors).toEqual([]);
  await close();
  await many.close();
  fs.rmSync(home, { recursive: true, force: true });
});
