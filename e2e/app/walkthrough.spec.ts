import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from 'playwright';
import { DOCTORS } from '../../shared/contract/doctors';
import { CARDS } from '../../shared/model/architecture';
import type { Step } from '../../shared/walkthrough/step';
import { allPlaces } from '../../shared/walkthrough/walker';
import { expectAccessible } from '../support/accessibility';
import { expectCard, expectLive, openApp, picture } from '../support/app';

const MOST_KEYS = 60;
const TAKE = 'Take the walkthrough';
const SCREEN_KEYS: Readonly<Record<string, string>> = {
  findings: '2',
  gaps: '3',
  blindSpots: '4',
  trace: '5',
  why: '6',
  workbench: '7',
  access: '8',
  doctors: '9',
};
/** On whose card the answer is that a task asks for. */
const ANSWERS_OF: Readonly<Record<string, string>> = {
  '/metrics/resource': 'kubelet',
  '/metrics/cadvisor': 'cadvisor',
  '/apis/metrics.k8s.io/v1beta1/nodes': 'metrics-api',
  '/api/v1/targets': 'prometheus',
};
const places = allPlaces();

test('the walkthrough from start to end by keyboard alone: each task is done in the window, and what is done is kept', async () => {
  test.setTimeout(900_000);
  const { page, errors, settings, close } = await openApp({ words: ['--demo'] });
  await expectLive(page);
  await expectCard(page, 'container-runtime', 'ok');
  await fromTheStartPage(page);
  await expectStep(page, places[0]?.step.id);
  await expect(page.getByTestId('walk-title')).toBeFocused();
  await lookUp(page);
  await expectAccessible(page);
  await picture(page, 'walkthrough-1280');

  const shownElsewhere: string[] = [];
  for (const { step, stepNumber, chapterNumber } of places) {
    await expectStep(page, step.id);
    if (step !== places[0]?.step) await expect(page.getByTestId('walk-title')).toBeFocused();
    const proof = page.getByTestId('walk-proof');
    await expect(proof.locator('li').first()).toBeVisible();
    await expect(proof.locator('figcaption')).toContainText('GET /');
    if (!((await proof.locator('li').first().textContent()) ?? '').includes(step.proof.find ?? '')) shownElsewhere.push(step.id);
    await doTask(page, step);
    await expectDone(page);
    if (chapterNumber === 1 && stepNumber === 2) await leaveAndComeBack(page, step.id);
    await toPart(page, 'walkthrough');
    await page.keyboard.press('ArrowRight');
  }
  await expect(page.getByTestId('walkthrough')).toBeHidden();
  expect(shownElsewhere, 'steps whose answer does not hold the line that they are about').toEqual([]);

  const file = path.join(settings, 'Hopscope/settings.json');
  const kept = { at: places[0]?.step.id, done: { length: places.length } };
  await expect.poll(() => JSON.parse(fs.readFileSync(file, 'utf8')).walkthrough).toMatchObject(kept);
  expect(errors).toEqual([]);
  await close();
});

/** By the button of the demo's tile; it is the demo that is open. */
async function fromTheStartPage(page: Page): Promise<void> {
  await find(page, '>clusters');
  await expect(page.getByTestId('take-walkthrough')).toBeVisible();
  await toTestId(page, 'take-walkthrough');
  await page.keyboard.press('Enter');
}

/** A term of the step, then one that find finds, and back to the step. */
async function lookUp(page: Page): Promise<void> {
  const entry = page.getByTestId('glossary-entry');
  const isOnTerm = () => page.evaluate(() => document.activeElement?.className === 'hs-term');
  await pressUntil(page, 'Tab', isOnTerm);
  await page.keyboard.press('Enter');
  await expect(entry).toContainText('The agent of Kubernetes on each node');
  await expectAccessible(page);
  await picture(page, 'glossary-1280');
  await page.keyboard.press('Escape');
  await expect(entry).toBeHidden();
  await expect.poll(isOnTerm).toBe(true);
  await find(page, 'stale marker');
  await expect(entry).toContainText('A special value');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('stale marker');
  await page.keyboard.press('Escape');
  await expect(entry).toBeHidden();
}

async function leaveAndComeBack(page: Page, id: string): Promise<void> {
  await toPart(page, 'walkthrough');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('walkthrough')).toBeHidden();
  await find(page, TAKE);
  await expectStep(page, id);
}

/** Does what the step asks for, by the keyboard. */
async function doTask(page: Page, { task }: Step): Promise<void> {
  switch (task.kind) {
    case 'open-card':
      return await find(page, titleOf(task.card));
    case 'open-tab':
      await find(page, titleOf(task.card));
      return await openTab(page, task.tab);
    case 'open-hop':
      await onCard(page, task.from);
      return await pressUntil(page, 'e', async () => !(await isUndone(page)));
    case 'light-path':
      await find(page, titleOf(task.card));
      await page.keyboard.press('p');
      await expectDone(page);
      return await page.keyboard.press('p');
    case 'read-answer':
      // A look that ends meanwhile draws the list of answers anew, and the keyboard's place in it is gone.
      return await expect(async () => {
        await find(page, titleOf(ANSWERS_OF[task.path] ?? task.path));
        await openTab(page, 'raw');
        await openAnswer(page, task.path);
        await expectDone(page, 4_000);
      }).toPass({ timeout: 120_000 });
    case 'open-oldest':
      await find(page, titleOf(task.card));
      await openTab(page, 'overview');
      await expect(page.getByTestId('members')).toContainText('hop-3');
      for (const node of ['hop-1', 'hop-2', 'hop-3']) if (await isUndone(page)) await find(page, `@${node}`);
      return;
    case 'show-part':
      await page.keyboard.press(SCREEN_KEYS[task.screen] ?? task.screen);
      await expect(page.getByTestId(`rail-${task.screen}`)).toHaveAttribute('aria-current', 'page');
      if (task.part !== undefined) await choosePart(page, task.screen, task.part);
  }
}

async function choosePart(page: Page, screen: string, part: string): Promise<void> {
  switch (screen) {
    case 'access':
      return await accessPart(page, part);
    case 'doctors':
      await expect(page.getByTestId('doctor-list')).toBeVisible();
      await toPart(page, 'view');
      for (const _ of DOCTORS) await page.keyboard.press('ArrowUp');
      return await pressUntil(
        page,
        'ArrowDown',
        async () => (await page.getByTestId(`choose-${part}`).getAttribute('aria-current')) === 'page',
      );
    case 'trace':
      return await chooseNext(page, 'trace-metric');
    case 'gaps':
      return await chooseNext(page, 'gap-range');
    default:
      await expect(page.getByTestId('why-text')).toBeFocused();
      await page.keyboard.type('up');
      await page.keyboard.press('Enter');
  }
}

/** The choice after the one that stands in a list. */
async function chooseNext(page: Page, testId: string): Promise<void> {
  await expect(page.getByTestId(testId)).toBeVisible();
  await toPart(page, 'view');
  await toTestId(page, testId);
  await page.keyboard.press('ArrowDown');
}

async function toTestId(page: Page, testId: string): Promise<void> {
  await pressUntil(page, 'Tab', () => page.evaluate((id) => document.activeElement?.getAttribute('data-testid') === id, testId));
}

function titleOf(card: string): string {
  return CARDS.find(({ id }) => id === card)?.title ?? card;
}

async function expectStep(page: Page, id: string | undefined): Promise<void> {
  await expect(page.locator(`[data-step="${id}"]`)).toBeVisible();
}

async function expectDone(page: Page, timeout = 20_000): Promise<void> {
  await expect(page.getByTestId('walk-task')).toHaveAttribute('data-done', 'true', { timeout });
}

async function isUndone(page: Page): Promise<boolean> {
  return (await page.getByTestId('walk-task').getAttribute('data-done')) === 'false';
}

async function find(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByTestId('palette');
  await expect(page.getByTestId('palette-field')).toBeFocused();
  await page.keyboard.type(words);
  await expect(palette.getByRole('option').first()).toContainText(words.replace(/^[@>]/, ''), { ignoreCase: true });
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
  const tab = page.getByRole('tab', { name: new RegExp(`^${name}`, 'i') });
  await expect(tab).toBeVisible();
  await pressUntil(page, '.', async () => (await tab.getAttribute('aria-selected')) === 'true');
}

async function openAnswer(page: Page, ending: string): Promise<void> {
  await expect(page.getByTestId('answers')).toContainText(ending);
  await toPart(page, 'inspector');
  const isOn = (words: string) => document.activeElement?.querySelector('code')?.textContent?.split('?', 1)[0]?.endsWith(words) === true;
  await pressUntil(page, 'Tab', () => page.evaluate(isOn, ending));
  await page.keyboard.press('Enter');
}

async function accessPart(page: Page, part: string): Promise<void> {
  await expect(page.getByTestId('access-page')).toBeVisible();
  const tab = page.getByTestId(`access-tab-${part}`);
  await pressUntil(page, 'F6', () => page.evaluate(() => document.activeElement?.getAttribute('role') === 'tab'));
  await pressUntil(page, 'ArrowRight', async () => (await tab.getAttribute('aria-selected')) === 'true');
}
