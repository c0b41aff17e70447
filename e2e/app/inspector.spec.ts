import { expect, type Page, test } from '@playwright/test';
import { CARDS } from '../../shared/model/architecture';
import { expectAccessible } from '../support/accessibility';
import { card, expectCard, expectLive, openApp, picture } from '../support/app';
import { type DemoServer, startDemoServer } from '../support/demoServer';
import { expectAccessibleInBoth, LOOKS, pictures } from '../support/looks';

/** Cards that serve an exposition which the demo lets be read. */
const EXPOSING = ['kubelet', 'cadvisor', 'prometheus', 'kube-state-metrics', 'node-exporter', 'api-objects'];

const inspector = (page: Page) => page.getByTestId('inspector');
const tab = (page: Page, name: string) => inspector(page).getByRole('tab', { name: new RegExp(`^${name}`) });

async function openTab(page: Page, name: string): Promise<void> {
  await tab(page, name).click();
  await expect(tab(page, name)).toHaveAttribute('aria-selected', 'true');
}

async function openCard(page: Page, id: string): Promise<void> {
  await card(page, id).click();
  await expect(inspector(page).getByRole('heading', { level: 2 })).toBeVisible();
}

test('every card of the demo: each tab shows what is true of it', async () => {
  test.setTimeout(300_000);
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await expectLive(page);
  const shown = await page.locator('[data-testid^="card-"]').evaluateAll((all) => all.map((one) => one.getAttribute('data-testid') ?? ''));
  const ids = shown.map((id) => id.replace(/^card-/, '')).filter((id) => CARDS.some((one) => one.id === id));
  expect(ids.length).toBeGreaterThan(15);
  for (const id of ids) {
    await test.step(id, async () => {
      const known = CARDS.find((one) => one.id === id);
      await openCard(page, id);
      await openTab(page, 'Overview');
      await expect(page.getByTestId('overview')).toContainText(known?.about ?? '?');
      await expect(page.getByTestId('inspector-state')).toHaveAttribute(
        'data-state',
        (await card(page, id).getAttribute('data-health')) ?? '',
      );
      if (id === 'metrics-server') {
        await page.getByTestId('flags').locator('summary').click();
        await expect(page.getByTestId('flags')).toContainText('--metric-resolution=15s');
      }
      await openTab(page, 'Metrics');
      if (EXPOSING.includes(id)) await expect(page.getByTestId('families-shown')).toHaveText(/^[\d,. kM]+ of [\d,. kM]+$/);
      else await expect(page.getByTestId('metrics')).toContainText(/It exposes no metric families|of/);
      await openTab(page, 'Raw');
      await expect(inspector(page)).toContainText(/GET |No request is made for it|Asking the engine/);
      await openTab(page, 'Access');
      await expect(page.getByTestId('access')).toContainText(/Verb|Nothing of it needs a permission/);
      await openTab(page, 'History');
      await expect(page.getByTestId('history')).toBeVisible();
    });
  }
  expect(errors).toEqual([]);
  await close();
});

test('every hop of the demo: what it carries, its timing, its proof, who may', async () => {
  test.setTimeout(300_000);
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await expectLive(page);
  const ids = (
    await page.locator('[data-testid^="card-"]').evaluateAll((all) => all.map((one) => one.getAttribute('data-testid') ?? ''))
  ).map((id) => id.replace(/^card-/, ''));
  let hops = 0;
  for (const id of ids) {
    await openCard(page, id);
    await openTab(page, 'Overview');
    const links = inspector(page).locator('section', { hasText: 'Gives data over' }).locator('.hs-hop-link');
    const count = await links.count();
    for (let at = 0; at < count; at++) {
      await openCard(page, id);
      await links.nth(at).click();
      await expect(inspector(page).getByRole('heading', { level: 2 })).toContainText(' to ');
      await openTab(page, 'Timing');
      await expect(page.getByTestId('timing')).toContainText(/period|newest value|No look measured it|expected/);
      await openTab(page, 'Raw');
      await expect(page.getByTestId('answers')).toContainText(/Choose a proof|No answer is kept/);
      await openTab(page, 'Access');
      await expect(page.getByTestId('access')).toContainText(/Verb|Nothing of it needs a permission/);
      await openTab(page, 'Overview');
      hops += 1;
    }
  }
  expect(hops).toBeGreaterThan(15);
  expect(errors).toEqual([]);
  await close();
});

test('numbers lead to the lines of the answers that they were read from', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo'], width: 1920, height: 1080 });
  await expectLive(page);
  await openCard(page, 'kubelet');
  await openTab(page, 'Overview');
  await page.getByTestId('members').getByRole('button').first().click();
  const fact = page.getByTestId('facts').locator('tr', { hasText: 'running pods, by its own count' });
  const pods = await fact.locator('td').first().textContent();
  await fact.getByRole('button', { name: /^Proof of/ }).click();
  await expect(page.getByTestId('mark-says')).toContainText(`running pods, by its own count: ${pods}`);
  await expect(page.locator('[data-marked]', { hasText: 'kubelet_running_pods' })).toContainText(`kubelet_running_pods ${pods}`);
  await expect(page.getByTestId('raw-steps')).toHaveText(/^\d+ of \d+ marked$/);
  await page.keyboard.press('F3');

  await openTab(page, 'Metrics');
  await page.getByRole('textbox', { name: 'Find a family' }).fill('node_cpu_usage_seconds_total');
  await page.locator('[data-family="node_cpu_usage_seconds_total"]').click();
  const series = page.getByTestId('series').first();
  const value = await series.getByTestId('series-value').textContent();
  await series.getByRole('button', { name: /^Show line/ }).click();
  await expect(page.locator('.hs-raw-now')).toContainText(`node_cpu_usage_seconds_total ${value}`);
  expect(errors).toEqual([]);
  await close();
});

test('a kubelet of many: its families, values, and the way back to the card', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await expectLive(page);
  await openCard(page, 'kubelet');
  await openTab(page, 'Metrics');
  await page.getByRole('combobox', { name: 'Member' }).click();
  await page.getByRole('option').last().click();
  const member = await page.getByRole('combobox', { name: 'Member' }).inputValue();
  await page.getByRole('button', { name: 'Sort by Series' }).click();
  const counts = await page.locator('button[data-family] .hs-num').allTextContents();
  expect(counts.length).toBeGreaterThan(3);
  expect(counts.map(Number)).toEqual([...counts.map(Number)].sort((a, b) => b - a));
  await page.getByRole('textbox', { name: 'Find a family' }).fill('kubelet_running_pods');
  await page.locator('[data-family="kubelet_running_pods"]').click();
  await expect(page.getByTestId('series')).toHaveCount(1);
  await page.getByRole('button', { name: /^Show line/ }).click();
  await expect(page.getByTestId('raw-request')).toContainText(`/nodes/${member}/proxy/metrics`);
  await openTab(page, 'Overview');
  await page.getByTestId('members').getByRole('button').first().click();
  await page.getByTestId('back-to-card').click();
  await expect(inspector(page).getByRole('heading', { level: 2 })).toHaveText('kubelet');
  await expect(page.getByTestId('inspector-state')).toContainText('3 of 3 members ok');
  expect(errors).toEqual([]);
  await close();
});

test('with the keyboard alone: tabs, a family, a claim copied with its proof', async () => {
  const { app, page, errors, close } = await openApp({ words: ['--demo'] });
  await expectLive(page);
  await card(page, 'prometheus').focus();
  await page.keyboard.press('Enter');
  await expect(inspector(page)).toBeVisible();
  await page.keyboard.press('F6');
  await expect(inspector(page).locator(':focus')).toHaveCount(1);
  await page.keyboard.press('.');
  await page.keyboard.press('.');
  await expect(tab(page, 'Metrics')).toHaveAttribute('aria-selected', 'true');
  await page.locator('button[data-family]').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('button[data-row="1"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('series').first()).toBeVisible();
  await page.keyboard.press(',');
  await page.keyboard.press(',');
  await expect(tab(page, 'Overview')).toHaveAttribute('aria-selected', 'true');
  await page.getByTestId('facts').getByRole('button').first().focus();
  await page.keyboard.press('Control+c');
  await expect(page.getByTestId('said')).toHaveText('Copied with its proof');
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toMatch(/^Prometheus: .*\nproof: /);
  expect(errors).toEqual([]);
  await close();
});

for (const { name, ...size } of LOOKS) {
  test(`each tab, its picture and its accessibility, ${name}`, async () => {
    test.setTimeout(240_000);
    const { page, errors, close } = await openApp({ words: ['--demo'], ...size });
    await expectLive(page);
    await openCard(page, 'kubelet');
    await openTab(page, 'Overview');
    await expect(page.getByTestId('members')).toBeVisible();
    await pictures(page, `inspector-overview-${name}`);
    await expectAccessibleInBoth(page, '[data-testid="inspector"]');
    await openTab(page, 'Metrics');
    await page.getByRole('textbox', { name: 'Find a family' }).fill('memory');
    await page.locator('button[data-family="container_memory_working_set_bytes"]').click();
    await expect(page.getByTestId('series').first()).toBeVisible();
    await pictures(page, `inspector-metrics-${name}`);
    await expectAccessibleInBoth(page, '[data-testid="inspector"]');
    await openTab(page, 'Access');
    await expect(page.getByTestId('access').locator('table')).toBeVisible();
    await pictures(page, `inspector-access-${name}`);
    await expectAccessibleInBoth(page, '[data-testid="inspector"]');
    await openCard(page, 'prometheus');
    await openTab(page, 'Access');
    await expect(page.getByTestId('access')).toContainText('prometheus-adapter');
    const scrolls = page.getByTestId('access').locator('.hs-access-scroll');
    expect(await scrolls.evaluate((box) => box.scrollWidth - box.clientWidth), 'px of rights out of sight').toBe(0);
    await picture(page, `inspector-access-readers-${name}-light`);
    await openTab(page, 'Overview');
    await expect(page.getByTestId('facts')).toBeVisible();
    await pictures(page, `inspector-facts-${name}`);
    await expectAccessibleInBoth(page, '[data-testid="inspector"]');
    await page
      .getByTestId('facts')
      .locator('tr', { hasText: 'samples rejected' })
      .getByRole('button', { name: /^Proof of/ })
      .click();
    await expect(page.getByTestId('mark-says')).toBeVisible();
    await pictures(page, `inspector-raw-${name}`);
    await expectAccessibleInBoth(page, '[data-testid="inspector"]');
    await openTab(page, 'Overview');
    await inspector(page).locator('section', { hasText: 'Gets data over' }).locator('.hs-hop-link').first().click();
    await openTab(page, 'Timing');
    await pictures(page, `inspector-hop-timing-${name}`);
    await expectAccessibleInBoth(page, '[data-testid="inspector"]');
    await openTab(page, 'Overview');
    await pictures(page, `inspector-hop-${name}`);
    await expectAccessibleInBoth(page, '[data-testid="inspector"]');
    expect(errors).toEqual([]);
    await close();
  });
}

for (const look of LOOKS) {
  test(`a fact out of JSON opens its answer at the field; F3 steps from anywhere, ${look.name}`, async () => {
    const { page, errors, close } = await openApp({ words: ['--demo'], ...look });
    await expectCard(page, 'prometheus', 'ok');
    await openCard(page, 'prometheus');
    const proof = page
      .getByTestId('facts')
      .locator('tr', { hasText: 'targets up' })
      .getByRole('button', { name: /^Proof of/ });
    await expect(proof).toHaveText(/^line \d+$/);
    const line = Number((await proof.textContent())?.replace('line ', ''));
    await proof.click();
    const marked = inspector(page).locator(`[data-line="${line}"]`);
    await expect(marked).toHaveAttribute('data-marked', '');
    await expect(marked).toContainText('"health": "up"');
    await expect(page.getByTestId('mark-says')).toContainText(`line ${line}: targets up: `);
    await pictures(page, `inspector-json-fact-${look.name}`);
    const steps = page.getByTestId('raw-steps');
    const first = await steps.textContent();
    await card(page, 'kubelet').focus();
    await page.keyboard.press('F3');
    await expect(steps).not.toHaveText(first ?? '');
    await page.getByRole('tab', { name: 'Raw' }).focus();
    await page.keyboard.press('Shift+F3');
    await expect(steps).toHaveText(first ?? '');
    await expectAccessibleInBoth(page, '[data-testid="inspector"]');
    expect(errors).toEqual([]);
    await close();
  });
}

test('a broken metrics-server: what did not answer, and its proof', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo', 'metrics-server-down'] });
  await expectCard(page, 'metrics-api', 'broken');
  await openCard(page, 'metrics-api');
  await expect(page.getByTestId('failing')).toContainText('503');
  await picture(page, 'inspector-broken-overview-1280-light');
  await openTab(page, 'Raw');
  await page
    .getByTestId(/^answer-/)
    .first()
    .click();
  await expect(page.getByTestId('raw-facts')).toContainText('·');
  await picture(page, 'inspector-broken-raw-1280-light');
  await expectAccessible(page, '[data-testid="inspector"]');
  expect(errors).toEqual([]);
  await close();
});

for (const look of LOOKS) {
  test(`a service account that lacks something: the smallest Role for it, to be copied, ${look.name}`, async () => {
    const { app, page, errors, close } = await openApp({ words: ['--demo', 'metrics-server-no-permission'], ...look });
    await expectCard(page, 'metrics-server', 'broken', 90_000);
    await openCard(page, 'kubelet');
    await openTab(page, 'Access');
    const roles = page.getByTestId(/^role-of-/);
    await expect(roles).toHaveCount(1);
    await expect(roles).toContainText('metrics-server lacks what is marked no');
    await expect(roles.locator('pre')).toContainText('nodes/metrics');
    await expect(roles.locator('pre')).not.toContainText(/proxy|cluster-admin/);
    await roles.getByRole('button', { name: /^Copy the Role of kube-system\/metrics-server/ }).click();
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(await roles.locator('pre').textContent());
    await roles.scrollIntoViewIfNeeded();
    await pictures(page, `inspector-account-role-${look.name}`);
    await expectAccessibleInBoth(page, '[data-testid="inspector"]');
    expect(errors).toEqual([]);
    await close();
  });
}

test.describe('a user who may not read the kubelets', () => {
  let demo: DemoServer;
  test.beforeAll(async () => {
    demo = await startDemoServer();
  });
  test.afterAll(() => demo.stop());

  test('sees what is missing, the smallest Role for it, and who may', async () => {
    const { page, errors, close } = await openApp({ words: ['--kubeconfig', demo.kubeconfig, '--context', 'hopscope-demo-viewer'] });
    await expectCard(page, 'kubelet', 'denied');
    await openCard(page, 'kubelet');
    await expect(page.getByTestId('denied')).toContainText('nodes/proxy');
    await expect(page.getByTestId('denied').locator('pre')).toContainText('nodes/metrics');
    await picture(page, 'inspector-denied-1280-light');
    await openTab(page, 'Access');
    const row = page.getByTestId('access').locator('tr', { hasText: 'nodes/proxy' });
    await expect(row.locator('td[data-state]').first()).toHaveAttribute('data-state', 'no');
    await picture(page, 'inspector-denied-access-1280-light');
    await expectAccessible(page, '[data-testid="inspector"]');
    expect(errors).toEqual([]);
    await close();
  });
});
