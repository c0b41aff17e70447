import { expect, test } from '@playwright/test';
import type { Page } from 'playwright';
import { WRITTEN_TERMS } from '../../renderer/ui/writtenTerms';
import { termsIn } from '../../shared/knowledge/termParts';
import { expectAccessible } from '../support/accessibility';
import { expectCard, openApp } from '../support/app';

/** How to come to each screen, and what stands there once it is filled. */
const SCREENS: readonly (readonly [name: string, come: (page: Page) => Promise<void>])[] = [
  ['findings', (page) => show(page, '2', '[data-testid="finding-because"]')],
  [
    'a card',
    async (page) => {
      await show(page, '1', '[data-testid="card-metrics-server"]');
      await page.getByTestId('card-metrics-server').click();
      await expect(page.getByTestId('facts').first()).toBeVisible();
    },
  ],
  ...(['charts', 'access', 'history'] as const).map(
    (tab) =>
      [
        `the tab ${tab}`,
        async (page: Page) => {
          await page.getByRole('tab', { name: new RegExp(`^${tab}`, 'i') }).click();
          await expect(page.getByRole('tabpanel')).toContainText(/\w{3}/);
        },
      ] as const,
  ),
  [
    'a hop',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.getByTestId('card-kubelet').click();
      await page.keyboard.press('e');
      await expect(page.getByRole('tab', { name: /^timing/i })).toBeVisible();
    },
  ],
  [
    'the timing of a hop',
    async (page) => {
      await page.getByRole('tab', { name: /^timing/i }).click();
      await expect(page.getByTestId('timing')).toBeVisible();
    },
  ],
  ['the list', (page) => show(page, 'l', 'table')],
  ['gaps', (page) => show(page, '3', '[data-testid="gap-rows"]')],
  ['blind spots', (page) => show(page, '4', '[data-testid="blind-spots"] aside')],
  ['trace', (page) => show(page, '5', '[data-testid="trace-hops"]')],
  [
    'why',
    async (page) => {
      await show(page, '6', '[data-testid="why-text"]');
      await page.getByTestId('why-text').fill('container_memory_working_set_bytes');
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('why-detail')).toBeVisible({ timeout: 60_000 });
      await page.getByRole('heading').first().click();
    },
  ],
  ['the workbench', (page) => show(page, '7', '[data-testid="bench-costs"], .hs-bench')],
  ['access', (page) => show(page, '8', '.hs-ex-endpoints')],
  ['doctors', (page) => show(page, '9', '.hs-sheet')],
];

/** Texts of the window as they stand, and what leads to the glossary there. */
interface Shown {
  readonly all: readonly string[];
  /** Of sentences, labels and heads: what is no button, no drawing, no code, no row of data. */
  readonly plain: readonly string[];
  readonly marked: readonly string[];
}

test('every term on every screen leads to its entry: from its sentence, and from the list of what stands on the screen', async () => {
  test.setTimeout(400_000);
  const { page, errors, close } = await openApp({ words: ['--demo', 'bad-night'] });
  await expectCard(page, 'kube-state-metrics', 'degraded', 90_000);
  const unmarked: string[] = [];
  const unlisted: string[] = [];
  for (const [name, come] of SCREENS) {
    await come(page);
    const shown = await page.evaluate(readScreen);
    const sentences = termsIn(shown.plain, WRITTEN_TERMS);
    expect(sentences.length, `${name} has terms`).toBeGreaterThan(0);
    unmarked.push(...sentences.filter((term) => !shown.marked.includes(term)).map((term) => `${name}: ${term} (${whereOf(shown, term)})`));
    const listed = await listedTerms(page);
    unlisted.push(...termsIn(shown.all, WRITTEN_TERMS).flatMap((term) => (listed.includes(term) ? [] : [`${name}: ${term}`])));
  }
  expect(unlisted).toEqual([]);
  expect(unmarked).toEqual([]);
  expect(errors).toEqual([]);
  await close();
});

function whereOf({ plain }: Shown, term: string): string {
  return plain.find((text) => termsIn([text], WRITTEN_TERMS).some((each) => each === term))?.slice(0, 80) ?? '';
}

async function show(page: Page, key: string, there: string): Promise<void> {
  await page.keyboard.press(key);
  await expect(page.locator(there).first()).toBeVisible({ timeout: 60_000 });
}

/** G opens the glossary, at the first of those that stand on the screen. */
async function listedTerms(page: Page): Promise<readonly string[]> {
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await page.keyboard.press('g');
  await expect(page.getByTestId('glossary-entry')).toBeVisible();
  const listed = await page.locator('[data-here="true"]').evaluateAll((items) => items.map((item) => item.getAttribute('data-term') ?? ''));
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('glossary')).toBeHidden();
  return listed;
}

function readScreen(): Shown {
  const notPlain =
    'button, a, summary, label, select, option, svg, code, pre, [role="listbox"], [role="status"], [aria-hidden="true"], tbody td, .hs-verdict, .hs-hidden, .react-flow';
  const all: string[] = [];
  const plain: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent === null || parent.closest('script, style, textarea, [role="dialog"]') !== null || !parent.checkVisibility()) continue;
    all.push(node.textContent ?? '');
    if (parent.matches('.hs-term') || parent.closest(notPlain) === null) plain.push(node.textContent ?? '');
  }
  const marks = [...document.querySelectorAll('.hs-window [data-term]')].filter((mark) => mark.checkVisibility());
  const within = marks.filter((mark) => mark.parentElement?.closest('button, a, summary, label, [role="option"]') !== null);
  if (within.length > 0) throw new Error(`a term within a button: ${within.map((mark) => mark.textContent).join(', ')}`);
  return { all, plain, marked: marks.map((mark) => mark.getAttribute('data-term') ?? '') };
}

test('a term gives its short entry to the pointer and to the keyboard, and its whole entry when it is pressed', async () => {
  test.setTimeout(200_000);
  const { page, errors, close } = await openApp({ words: ['--demo', 'ksm-down'] });
  await expectCard(page, 'kube-state-metrics', 'broken', 90_000);
  await page.getByTestId('card-kubelet').click();
  const term = page.locator('.hs-tab-body .hs-term').first();
  const id = await term.getAttribute('data-term');
  const tip = page.getByTestId('term-tip');
  // What stands above the word comes and goes with looks, and it moves away from under the pointer.
  const rest = () =>
    expect(async () => {
      await page.mouse.move(2, 2);
      await term.hover();
      await expect(tip).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 30_000 });
  await rest();
  await expect(tip).toContainText((await term.getAttribute('aria-description')) ?? 'nothing');
  const box = await tip.boundingBox();
  expect(box !== null && box.x >= 0 && box.x + box.width <= 1280 && box.y >= 0 && box.y + box.height <= 800).toBe(true);
  await expectAccessible(page);
  await rest();
  await page.keyboard.press('Escape');
  await expect(tip).toBeHidden();
  await expect(page.getByTestId('overview')).toBeVisible();
  await page.mouse.move(2, 2);
  await term.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(tip).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(tip).toBeHidden();
  await expect(page.locator('.hs-glossary-on')).toHaveAttribute('data-term', id ?? 'none');
  await page.keyboard.press('Escape');
  await expect(term).toBeFocused();
  expect(errors).toEqual([]);
  await close();
});
