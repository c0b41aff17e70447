import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { stringify } from 'yaml';
import { card, expectCard, openApp } from '../support/app';
import { type DemoServer, startDemoServer } from '../support/demoServer';
import { takeScreen } from './takeScreen';

test.setTimeout(300_000);

/** Long enough for charts and the strip to have a line: looks come every 15 s. */
const SEEN_FOR_MS = 60_000;

const tab = (page: Page, name: RegExp) => page.getByTestId('inspector').getByRole('tab', { name }).click();

async function closeInspector(page: Page): Promise<void> {
  if (await page.getByTestId('inspector').isVisible()) await page.getByTestId('inspector').getByRole('button', { name: 'Close' }).click();
}

/** Contexts to choose from; none of them is contacted. */
function someContexts(folder: string): string {
  const names = ['production', 'staging', 'kind-lab', 'edge-01'];
  const file = path.join(folder, 'config');
  fs.writeFileSync(
    file,
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: names.map((name, i) => ({ name, cluster: { server: `https://127.0.0.1:${6443 + i}` } })),
      users: names.map((name) => ({ name: `${name}-reader`, user: { token: 'not-used' } })),
      contexts: names.map((name) => ({ name, context: { cluster: name, user: `${name}-reader`, namespace: 'default' } })),
      'current-context': 'production',
    }),
  );
  return file;
}

test('a healthy cluster', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-screens-'));
  const { app, page, close } = await openApp({ words: ['--demo'], env: { KUBECONFIG: someContexts(folder) } });
  for (const id of ['kubelet', 'prometheus', 'hpa', 'kubectl-top', 'alertmanager']) await expectCard(page, id, 'ok');
  await page.waitForTimeout(SEEN_FOR_MS);
  await takeScreen(app, page, 'map');
  await card(page, 'prometheus').click();
  await tab(page, /Overview/);
  await takeScreen(app, page, 'inspector-overview');
  for (const [name, shown] of [
    ['charts', /Charts/],
    ['metrics', /Metrics/],
    ['access', /Access/],
  ] as const) {
    await tab(page, shown);
    await takeScreen(app, page, `inspector-${name}`);
  }
  await tab(page, /Raw/);
  await page
    .getByTestId(/^answer-/)
    .first()
    .click();
  await takeScreen(app, page, 'inspector-raw');
  await page.keyboard.press('Escape');
  await closeInspector(page);
  await page.getByTestId('tool-history').click();
  await takeScreen(app, page, 'map-history');
  await page.getByTestId('tool-history').click();
  await page.getByTestId('tool-filter').click();
  await takeScreen(app, page, 'map-filter');
  await page.keyboard.press('Escape');
  await page.getByTestId('tool-list').click();
  await expect(page.getByTestId('list')).toBeVisible();
  await takeScreen(app, page, 'list');
  await page.keyboard.press('9');
  await page.getByTestId('choose-hpa').click();
  await expect(page.getByTestId('part-sync')).toBeVisible();
  await takeScreen(app, page, 'doctors');
  await page.keyboard.press('Control+k');
  await page.getByTestId('palette-field').fill('kube');
  await takeScreen(app, page, 'find');
  await page.keyboard.press('Escape');
  await page.getByRole('navigation', { name: 'Screens' }).getByText('Settings').click();
  await expect(page.getByTestId('settings')).toBeVisible();
  await takeScreen(app, page, 'settings');
  await page.getByTestId('cluster').click();
  await expect(page.getByTestId('clusters')).toContainText('production');
  await takeScreen(app, page, 'clusters');
  await close();
  fs.rmSync(folder, { recursive: true, force: true });
});

test('a cluster with something broken', async () => {
  const { app, page, close } = await openApp({ words: ['--demo', 'metrics-server-down'] });
  await expectCard(page, 'kubectl-top', 'broken');
  await expectCard(page, 'prometheus', 'ok');
  await expectCard(page, 'kubelet', 'ok');
  await page.getByTestId('show-break').click();
  await takeScreen(app, page, 'map-broken');
  // What is shown is the card that the finding names; the hop is the next place.
  await card(page, 'kubelet').focus();
  await page.keyboard.press('b');
  await tab(page, /Timing/);
  await takeScreen(app, page, 'inspector-hop');
  await close();
});

test('scrapes that were lost', async () => {
  const { app, page, close } = await openApp({ words: ['--demo', 'kubelet-slow'] });
  await expectCard(page, 'prometheus', 'degraded');
  await page.waitForTimeout(SEEN_FOR_MS);
  await page.getByTestId('rail-gaps').click();
  // Of two that lost as much either may stand first; this one has a series that was read directly as well.
  await page.getByTestId('gap-row-cadvisor-hop-2').locator('.hs-gap-name').click({ timeout: SEEN_FOR_MS });
  await expect(page.getByTestId('gap-cost')).toBeVisible();
  await expect(page.getByTestId('gap-compare')).toBeVisible({ timeout: SEEN_FOR_MS });
  await takeScreen(app, page, 'gaps');
  await close();
});

test.describe('trouble with a cluster', () => {
  let demo: DemoServer;
  test.beforeAll(async () => {
    demo = await startDemoServer();
  });
  test.afterAll(() => demo.stop());

  test('a fault that came and went, looked at afterwards; then the cluster is lost', async () => {
    const { app, page, close } = await openApp({ words: ['--kubeconfig', demo.kubeconfig] });
    await expectCard(page, 'kube-state-metrics', 'ok');
    await page.waitForTimeout(20_000);
    await demo.fault('ksm-down', true);
    await expectCard(page, 'kube-state-metrics', 'broken', 90_000);
    await page.waitForTimeout(20_000);
    await demo.fault('ksm-down', false);
    await expectCard(page, 'kube-state-metrics', 'ok', 90_000);
    await card(page, 'kube-state-metrics').click();
    await tab(page, /History/);
    await takeScreen(app, page, 'inspector-history');
    await closeInspector(page);
    await page.getByTestId('strip-lane').first().focus();
    for (let moments = 0; moments < 4; moments += 1) await page.keyboard.press('ArrowLeft');
    await expect(page.getByTestId('go-live')).toBeVisible();
    await takeScreen(app, page, 'map-of-then');
    await page.getByTestId('go-live').click();
    await demo.shut();
    await expectCard(page, 'prometheus', 'stale', 60_000);
    await takeScreen(app, page, 'map-lost');
    await close();
    await demo.open();
  });

  test('a user who may not read everything', async () => {
    const { app, page, close } = await openApp({ words: ['--kubeconfig', demo.kubeconfig, '--context', 'hopscope-demo-viewer'] });
    await expectCard(page, 'kubelet', 'denied');
    await card(page, 'kubelet').click();
    await takeScreen(app, page, 'map-denied');
    await close();
  });
});
