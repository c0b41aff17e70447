import { expect, type Page, test } from '@playwright/test';
import { CARDS } from '../../shared/model/architecture';
import { expectAccessible } from '../support/accessibility';
import { card, expectCard, expectLive, openApp, picture, wholePicture } from '../support/app';
import { expectAccessibleInBoth, LOOKS, pictures } from '../support/looks';

const ALWAYS = CARDS.filter((each) => each.shown === 'always').map((each) => each.id);

const faint = (page: Page, id: string) => card(page, id).getAttribute('data-faint');
const edge = (page: Page, from: string, to: string) => page.getByTestId(`edge-${from}-${to}`);

for (const { name, ...size } of LOOKS) {
  test(`a healthy cluster, ${name}: every card is to be seen whole`, async () => {
    const { page, errors, close } = await openApp({ words: ['--demo'], ...size });
    await expectLive(page);
    const view = await page.locator('.hs-map').boundingBox();
    for (const id of ALWAYS) {
      const box = await card(page, id).boundingBox();
      expect(box !== null && view !== null && box.x >= view.x && box.y >= view.y, id).toBe(true);
      expect(
        box !== null && view !== null && box.x + box.width <= view.x + view.width && box.y + box.height <= view.y + view.height,
        id,
      ).toBe(true);
    }
    await expect(card(page, 'hpa')).toContainText(/of \d+ %/);
    await pictures(page, `canvas-healthy-${name}`);
    expect(errors).toEqual([]);
    await close();
  });

  test(`a broken cluster, ${name}: B goes to the cut`, async () => {
    const { page, errors, close } = await openApp({ words: ['--demo', 'metrics-server-down'], ...size });
    await expectCard(page, 'kubelet', 'ok');
    await expectCard(page, 'metrics-server', 'broken');
    await expectCard(page, 'kubectl-top', 'broken');
    await pictures(page, `canvas-broken-${name}`);
    await card(page, 'kubelet').focus();
    await page.keyboard.press('b');
    await expect(page.getByTestId('inspector')).toBeVisible();
    await expect(edge(page, 'metrics-server', 'metrics-api')).toHaveClass(/hs-selected/);
    await pictures(page, `canvas-broken-inspector-${name}`);
    expect(errors).toEqual([]);
    await close();
  });
}

test('a cluster of one node: every card is well, and none opens into a list of one', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo', 'healthy', '--nodes', '1'] });
  await expectLive(page);
  await expect(page.getByTestId('cluster')).toContainText('1 node');
  await expect(page.getByTestId('cluster')).not.toContainText('1 nodes');
  await expect(page.getByTestId('members-of-kubelet')).toHaveCount(0);
  await expect(card(page, 'kubelet')).toContainText(/1 of 1 node(?!s)/);
  await picture(page, 'canvas-one-node-1280-light');
  await card(page, 'kubelet').click();
  await expect(page.getByTestId('inspector-state')).toHaveAttribute('data-state', 'ok');
  await picture(page, 'canvas-one-node-inspector-1280-light');
  expect(errors).toEqual([]);
  await close();
});

test('filter, path and history: what is left out turns faint, and comes back', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await expectLive(page);

  await page.getByTestId('tool-filter').click();
  const panel = page.getByTestId('filter-panel');
  await panel.getByText('monitoring', { exact: true }).first().click();
  await picture(page, 'canvas-filter-1280-light');
  await expectAccessible(page, '.hs-map');
  expect([await faint(page, 'metrics-server'), await faint(page, 'prometheus')]).toEqual(['true', 'false']);
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(page.getByTestId('chip-filter')).toContainText(/\d+ of \d+ cards/);
  await card(page, 'metrics-server').click();
  await expect(page.getByTestId('inspector')).toContainText('metrics-server');
  await page.getByTestId('chip-filter').getByRole('button').click();
  expect(await faint(page, 'metrics-server')).toBe('false');

  await card(page, 'metrics-server').focus();
  await page.keyboard.press('p');
  expect([await faint(page, 'kubelet'), await faint(page, 'node-exporter')]).toEqual(['false', 'true']);
  await expect(edge(page, 'node-exporter', 'prometheus')).toHaveAttribute('data-faint', 'true');
  await picture(page, 'canvas-path-1280-light');
  await page.keyboard.press('Escape');
  expect(await faint(page, 'node-exporter')).toBe('false');
  await expect(page.getByTestId('inspector')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('inspector')).toHaveCount(0);

  await page.getByTestId('tool-history').click();
  for (const id of ['heapster', 'infrastore', 'resource-estimator']) await expect(card(page, id)).toBeVisible();
  await picture(page, 'canvas-history-1280-light');
  await page.keyboard.press('h');
  await expect(card(page, 'heapster')).toHaveCount(0);
  expect(errors).toEqual([]);
  await close();
});

test('a group opens into its members, the worst first; a member opens in the inspector', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo', 'kubelet-slow', '--nodes', '40'] });
  await expectCard(page, 'kubelet', 'degraded', 90_000);
  await page.getByTestId('members-of-kubelet').click();
  const panel = page.getByTestId('members-panel');
  await expect(panel.getByRole('option')).toHaveCount(8);
  await expect(panel).toContainText(/of 40 are not ok/);
  await expect(panel.getByRole('option').first()).not.toContainText(/ok\d/);
  await picture(page, 'canvas-members-1280-light');
  await page.getByTestId('members-search').fill('7');
  await expect(panel).toContainText(/\d+ of 40/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('inspector')).toBeVisible();
  await picture(page, 'canvas-member-open-1280-light');
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  expect(errors).toEqual([]);
  await close();
});

test('a card moved by hand stays, its hops follow, Ctrl-Z and reset take it back', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await expectLive(page);
  const box = await card(page, 'alertmanager').boundingBox();
  const at = { x: (box?.x ?? 0) + 60, y: (box?.y ?? 0) + 40 };
  const way = () => edge(page, 'prometheus', 'alertmanager').locator('.hs-hop-line').getAttribute('d');
  const before = await way();
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x - 80, at.y - 60, { steps: 6 });
  await page.mouse.move(at.x - 150, at.y - 110, { steps: 6 });
  await page.mouse.up();
  const moved = await card(page, 'alertmanager').boundingBox();
  expect(Math.round((moved?.x ?? 0) - (box?.x ?? 0))).toBeLessThan(-100);
  expect(await way()).not.toBe(before);
  await expect(page.getByTestId('inspector')).toHaveCount(0);
  await picture(page, 'canvas-moved-1280-light');
  await page.getByTestId('tool-list').click();
  await expect(page.locator('.hs-map')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('navigation').getByText('Map').click();
  await expect.poll(async () => Math.round((await card(page, 'alertmanager').boundingBox())?.x ?? 0)).toBe(Math.round(moved?.x ?? 0));
  await card(page, 'alertmanager').focus();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => Math.round((await card(page, 'alertmanager').boundingBox())?.x ?? 0)).toBe(Math.round(box?.x ?? 0));
  expect(await way()).toBe(before);
  await page.keyboard.press('Shift+ArrowLeft');
  await page.getByTestId('tool-reset').click();
  await expect.poll(async () => Math.round((await card(page, 'alertmanager').boundingBox())?.x ?? 0)).toBe(Math.round(box?.x ?? 0));
  expect(errors).toEqual([]);
  await close();
});

test('the whole map is gone through by keyboard: every card from one tab stop, every hop from its card', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await expectLive(page);
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid')?.replace(/^card-/, ''));
  await card(page, 'kubelet').focus();
  const seen = new Set<string>();
  const open = ['kubelet'];
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    if (seen.has(from)) continue;
    seen.add(from);
    for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown']) {
      await card(page, from).focus();
      await page.keyboard.press(key);
      const to = await focused();
      if (to !== undefined && !seen.has(to)) open.push(to);
    }
  }
  for (const id of ALWAYS) expect([...seen], id).toContain(id);
  expect(await page.locator('.hs-map [role="button"][tabindex="0"]').count()).toBe(1);
  await card(page, 'metrics-server').focus();
  await page.keyboard.press('e');
  await expect(edge(page, 'metrics-server', 'metrics-api')).toHaveClass(/hs-selected/);
  await page.keyboard.press('e');
  await expect(edge(page, 'kubelet', 'metrics-server')).toHaveClass(/hs-selected/);
  await page.keyboard.press('ArrowLeft');
  expect(await focused()).toBe('kubelet');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('inspector')).toContainText('kubelet');
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect(page.locator('.hs-mini')).toBeVisible();
  await picture(page, 'canvas-minimap-1280-light');
  const left = async () => (await card(page, 'hpa').boundingBox())?.x ?? Number.NaN;
  const before = await left();
  await page.locator('.hs-mini').click({ position: { x: 140, y: 40 } });
  await expect(async () => expect(await left()).toBeLessThan(before - 50)).toPass();
  await page.keyboard.press('0');
  await expect(page.locator('.hs-mini')).toHaveCount(0);
  expect(errors).toEqual([]);
  await close();
});

test('with reduced motion a dot stands at the consumer for a while; it does not run', async () => {
  const { page, close } = await openApp({ words: ['--demo'] });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expectLive(page);
  const dot = page.locator('.hs-hop-dot[visibility="visible"]').first();
  await expect(dot).toBeVisible({ timeout: 30_000 });
  const places = await dot.evaluate(async (element) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const found: string[] = [];
    for (let turn = 0; turn < 10; turn++) {
      await frame();
      if (element.getAttribute('visibility') === 'visible') found.push(getComputedStyle(element).transform);
    }
    return [...new Set(found)];
  });
  expect(places).toHaveLength(1);
  expect(places[0]).toMatch(/^matrix/);
  await close();
});

test('at 200 % the map shows less, not smaller', async () => {
  const { app, page, errors, close } = await openApp({ words: ['--demo'] });
  await expectLive(page);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  // The window shows the list first where it is that narrow.
  await expect(page.locator('.hs-map')).toHaveCount(0);
  await page.keyboard.press('1');
  await expect(page.locator('.hs-map')).toHaveClass(/hs-zoom-(small|middle)/);
  const small = await page.locator('.hs-map .hs-card *').evaluateAll((elements) => {
    const zoom = Number(getComputedStyle(document.querySelector('.hs-map') ?? document.body).getPropertyValue('--zoom'));
    return elements
      .filter(
        (element) => element.checkVisibility() && [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
      )
      .map((element) => Number.parseFloat(getComputedStyle(element).fontSize) * zoom)
      .filter((size) => size < 10.9);
  });
  expect(small).toEqual([]);
  const places = await page.evaluate(() => {
    const boxes = (selector: string) => [...document.querySelectorAll(selector)].map((element) => element.getBoundingClientRect());
    const cards = [...boxes('.hs-map .hs-card'), ...boxes('.hs-map .hs-hop-label')];
    return {
      top: Math.min(...cards.map(({ top }) => top)),
      bottom: Math.max(...cards.map(({ bottom }) => bottom)),
      names: boxes('.hs-map .hs-columns')[0]?.bottom,
      tools: boxes('.hs-map .hs-foot')[0]?.top,
    };
  });
  expect(places.top).toBeGreaterThanOrEqual(places.names ?? Number.POSITIVE_INFINITY);
  expect(places.bottom).toBeLessThanOrEqual(places.tools ?? Number.NEGATIVE_INFINITY);
  await wholePicture(app, 'canvas-200-percent-1280-light');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(1));
  await expect(page.locator('.hs-map')).toHaveClass(/hs-zoom-full/);
  expect(errors).toEqual([]);
  await close();
});

test('the map has no serious accessibility violation', async () => {
  const { page, close } = await openApp({ words: ['--demo', 'bad-night'], width: 1920, height: 1080 });
  await expectCard(page, 'kube-state-metrics', 'degraded', 90_000);
  await page.getByTestId('tool-history').click();
  await page.getByTestId('members-of-kubelet').click();
  await expect(page.getByTestId('members-panel').getByRole('option').first()).toBeVisible();
  await pictures(page, 'canvas-bad-night-1920');
  await expectAccessibleInBoth(page, '.hs-map');
  await close();
});
