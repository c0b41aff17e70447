import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from 'playwright';
import { expectAccessible } from '../support/accessibility';
import { expectCard, expectLive, openApp, picture } from '../support/app';

const MOST_KEYS = 60;

test('the walkthrough from start to end by keyboard alone: each task is done in the window, and what is done is kept', async () => {
  test.setTimeout(480_000);
  const { page, errors, settings, close } = await openApp({ words: ['--demo'] });
  await expectLive(page);
  await expectCard(page, 'container-runtime', 'ok');
  await find(page, 'Take the walkthrough');
  await expectStep(page, 'fork');
  await expect(page.getByTestId('walk-title')).toBeFocused();
  await expect(page.getByTestId('walk-proof')).toContainText('/metrics/resource');
  await expect(page.getByTestId('walk-proof').locator('li').first()).toContainText('node_cpu_usage_seconds_total');
  await expectAccessible(page);
  await picture(page, 'walkthrough-1280');

  await toPart(page, 'view');
  await page.keyboard.press('Enter');
  await nextStep(page, 'core');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('walkthrough')).toBeHidden();
  await find(page, 'Take the walkthrough');
  await expectStep(page, 'core');

  await onCard(page, 'kubelet');
  await page.keyboard.press('e');
  await nextStep(page, 'monitoring');
  await onCard(page, 'cadvisor');
  await page.keyboard.press('e');
  await nextStep(page, 'meet');
  await find(page, 'HPA');
  await page.keyboard.press('p');
  await nextStep(page, 'agent');
  await page.keyboard.press('p');

  await find(page, 'cAdvisor');
  await openTab(page, 'Metrics');
  await nextStep(page, 'runtime');
  await onCard(page, 'container-runtime');
  await page.keyboard.press('e');
  await nextStep(page, 'oldest');
  await find(page, 'kubelet');
  await openTab(page, 'Overview');
  await expect(page.getByTestId('members')).toContainText('hop-3');
  for (const node of ['hop-1', 'hop-2', 'hop-3']) if (await isUndone(page)) await find(page, `@${node}`);
  await nextStep(page, 'housekeeping');
  await page.keyboard.press('8');
  await accessPart(page, 'housekeeping');
  await nextStep(page, 'resource');

  await find(page, 'kubelet');
  await openTab(page, 'Raw');
  await openAnswer(page, '/metrics/resource');
  await nextStep(page, 'long');
  await find(page, 'cAdvisor');
  await openTab(page, 'Raw');
  await openAnswer(page, '/metrics/cadvisor');
  await nextStep(page, 'own');
  await onCard(page, 'kubelet');
  await page.keyboard.press('e');
  if (await isUndone(page)) await page.keyboard.press('e');
  await nextStep(page, 'rights');
  await page.keyboard.press('8');
  await accessPart(page, 'kubelets');
  await expectDone(page);
  await toPart(page, 'walkthrough');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('walkthrough')).toBeHidden();

  const file = path.join(settings, 'Hopscope/settings.json');
  await expect.poll(() => JSON.parse(fs.readFileSync(file, 'utf8')).walkthrough).toMatchObject({ at: 'fork', done: { length: 12 } });
  expect(errors).toEqual([]);
  await close();
});

async function expectStep(page: Page, id: string): Promise<void> {
  await expect(page.locator(`[data-step="${id}"]`)).toBeVisible();
}

async function expectDone(page: Page): Promise<void> {
  await expect(page.getByTestId('walk-task')).toHaveAttribute('data-done', 'true', { timeout: 20_000 });
}

async function isUndone(page: Page): Promise<boolean> {
  return (await page.getByTestId('walk-task').getAttribute('data-done')) === 'false';
}

/** The task is done: to the panel, and on. */
async function nextStep(page: Page, id: string): Promise<void> {
  await expectDone(page);
  await toPart(page, 'walkthrough');
  await page.keyboard.press('ArrowRight');
  await expectStep(page, id);
  await expect(page.getByTestId('walk-title')).toBeFocused();
}

async function find(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByTestId('palette');
  await expect(page.getByTestId('palette-field')).toBeFocused();
  await page.keyboard.type(words);
  await expect(palette.getByRole('option').first()).toContainText(words.replace('@', ''), { ignoreCase: true });
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
}

/** Presses the key until the condition holds in the page. */
async function pressUntil(page: Page, key: string, holds: () => Promise<boolean>): Promise<void> {
  for (let pressed = 0; pressed < MOST_KEYS; pressed++) {
    if (await holds()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${MOST_KEYS} times ${key} did not lead there`);
}

async function toPart(page: Page, region: string): Promise<void> {
  const isIn = () => page.evaluate((name) => document.activeElement?.closest(`[data-region="${name}"]`) !== null, region);
  await pressUntil(page, 'F6', isIn);
}

/** The keyboard on a card of the map: from column to column, then up or down. */
async function onCard(page: Page, id: string): Promise<void> {
  await toPart(page, 'view');
  const target = await page.getByTestId(`card-${id}`).boundingBox();
  for (let pressed = 0; pressed < MOST_KEYS; pressed++) {
    const here = await page.evaluate(() => {
      const { x, y } = document.activeElement?.getBoundingClientRect() ?? { x: 0, y: 0 };
      return { x, y };
    });
    const [dx, dy] = [(target?.x ?? 0) - here.x, (target?.y ?? 0) - here.y];
    if (Math.abs(dx) < 2 && Math.abs(dy) < 2) return;
    const along = dx > 0 ? 'ArrowRight' : 'ArrowLeft';
    await page.keyboard.press(Math.abs(dx) >= 2 ? along : dy > 0 ? 'ArrowDown' : 'ArrowUp');
  }
  throw new Error(`the arrows do not lead to ${id}`);
}

async function openTab(page: Page, name: string): Promise<void> {
  const tab = page.getByRole('tab', { name: new RegExp(`^${name}`) });
  await expect(tab).toBeVisible();
  await pressUntil(page, '.', async () => (await tab.getAttribute('aria-selected')) === 'true');
}

async function openAnswer(page: Page, ending: string): Promise<void> {
  await expect(page.getByTestId('answers')).toContainText(ending);
  await toPart(page, 'inspector');
  const isOn = (words: string) => document.activeElement?.querySelector('code')?.textContent?.endsWith(words) === true;
  await pressUntil(page, 'Tab', () => page.evaluate(isOn, ending));
  await page.keyboard.press('Enter');
}

async function accessPart(page: Page, part: string): Promise<void> {
  await expect(page.getByTestId('access-page')).toBeVisible();
  const tab = page.getByTestId(`access-tab-${part}`);
  await pressUntil(page, 'F6', () => page.evaluate(() => document.activeElement?.getAttribute('role') === 'tab'));
  await pressUntil(page, 'ArrowRight', async () => (await tab.getAttribute('aria-selected')) === 'true');
}
