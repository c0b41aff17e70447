import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { parse, stringify } from 'yaml';
import { card, expectCard, openApp, picture } from '../support/app';
import { ROOT, run } from '../support/commandLine';
import { type DemoServer, startDemoServer } from '../support/demoServer';
import { expectAccessibleInBoth, LOOKS, pictures } from '../support/looks';

interface ConfigFile {
  contexts: { name: string; context: { user: string; cluster: string } }[];
  'current-context': string;
}

/** The kubeconfig of a demo server under another context name, in a file of its own. */
function renamed(demo: DemoServer, context: string, folder: string, name: string): string {
  const config: ConfigFile = parse(fs.readFileSync(demo.kubeconfig, 'utf8'));
  const admin = config.contexts.find((each) => each.name === config['current-context']);
  if (admin === undefined) throw new Error('the demo has no current context');
  const file = path.join(folder, name);
  const others = config.contexts.filter((each) => each !== admin).map((each) => ({ ...each, name: `${context}-${each.name}` }));
  fs.writeFileSync(file, stringify({ ...config, 'current-context': context, contexts: [{ ...admin, name: context }, ...others] }));
  return file;
}

const rowOf = (page: Page, name: string) => page.locator(`[data-testid="context"][data-context="${name}"]`);

test.describe('two clusters', () => {
  let one: DemoServer;
  let two: DemoServer;
  let folder = '';
  test.beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-two-'));
    one = await startDemoServer();
    two = await startDemoServer(['--scenario', 'metrics-server-down']);
  });
  test.afterAll(async () => {
    await one.stop();
    await two.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('are opened one after the other in one window; what was seen is remembered, nothing of the one before stays', async () => {
    const first = renamed(one, 'alpha', folder, 'alpha.yaml');
    const second = renamed(two, 'beta', folder, 'beta.yaml');
    const { page, errors, close } = await openApp({ env: { KUBECONFIG: `${first}:${second}` }, words: ['--context', 'alpha'] });
    await expectCard(page, 'metrics-server', 'ok');
    await expect(page.getByTestId('cluster')).toContainText('alpha');
    // What is remembered is the verdict of a look at everything.
    await expect(page.getByTestId('verdict')).toHaveAttribute('data-state', 'ok', { timeout: 60_000 });
    await card(page, 'metrics-server').click();

    await page.getByTestId('cluster').click();
    await expect(rowOf(page, 'alpha')).toHaveAttribute('data-now', 'open');
    await expect(rowOf(page, 'beta')).toContainText('never opened');
    await rowOf(page, 'beta').click();
    await expect(page.getByTestId('cluster')).toContainText('beta');
    await expect(page.getByTestId('inspector')).toHaveCount(0);
    await expectCard(page, 'metrics-server', 'broken', 90_000);

    await page.getByTestId('rail-clusters').click();
    await expect(rowOf(page, 'beta')).toHaveAttribute('data-now', 'open');
    await expect(rowOf(page, 'alpha')).toContainText('ok');
    await expect(rowOf(page, 'alpha')).toContainText('3 nodes');
    await expect(rowOf(page, 'alpha')).toContainText('today');
    await picture(page, 'clusters-two-1280-light');
    await page.getByTestId('show-break').click();
    await expect(page.getByTestId('inspector')).toBeVisible();
    await page.getByTestId('rail-clusters').click();
    await rowOf(page, 'alpha').click();
    await expectCard(page, 'metrics-server', 'ok', 90_000);
    await expect(page.getByTestId('cluster')).toContainText('alpha');
    expect(errors).toEqual([]);
    await close();
  });

  test('of the same context name in two files are told apart, and each opens its own', async () => {
    const first = renamed(one, 'same', folder, 'same-one.yaml');
    const second = renamed(two, 'same', folder, 'same-two.yaml');
    const broken = path.join(folder, 'broken.yaml');
    fs.writeFileSync(broken, 'apiVersion: v1\nclusters: [');
    const { page, errors, close } = await openApp({ env: { KUBECONFIG: `${first}:${second}` }, words: ['--demo'] });
    await page.getByTestId('rail-clusters').click();
    await expect(rowOf(page, 'same')).toHaveCount(2);
    await rowOf(page, 'same').filter({ hasText: 'same-two.yaml' }).click();
    await expectCard(page, 'metrics-server', 'broken', 90_000);
    await page.getByTestId('rail-clusters').click();
    await expect(rowOf(page, 'same').filter({ hasText: 'same-two.yaml' })).toHaveAttribute('data-now', 'open');
    await expect(rowOf(page, 'same').filter({ hasText: 'same-one.yaml' })).toHaveAttribute('data-now', 'other');
    await rowOf(page, 'same').filter({ hasText: 'same-one.yaml' }).click();
    await expectCard(page, 'metrics-server', 'ok', 90_000);
    expect(errors).toEqual([]);
    await close();
  });

  test('a broken file beside a good one is listed with its line; a context that fails leads back to the list', async () => {
    const good = renamed(one, 'good', folder, 'good.yaml');
    const broken = path.join(folder, 'broken.yaml');
    fs.writeFileSync(broken, 'apiVersion: v1\nclusters: [');
    const { page, close } = await openApp({ env: { KUBECONFIG: `${broken}:${good}` }, words: ['--context', 'gone'] });
    await expect(page.getByTestId('clusters')).toBeVisible();
    await expect(page.getByTestId('banner-engine')).toContainText('not YAML');
    await expect(page.getByTestId('file-note')).toContainText('line 2');
    await picture(page, 'clusters-broken-file-1280-light');
    await rowOf(page, 'good').click();
    await expectCard(page, 'metrics-server', 'ok', 90_000);
    await expect(page.getByTestId('banner-engine')).toHaveCount(0);
    await close();
  });

  test('a second start asks the open window for its cluster', async () => {
    const file = renamed(two, 'wanted', folder, 'wanted.yaml');
    const { app, page, settings, close } = await openApp({ words: ['--demo'] });
    await expectCard(page, 'metrics-server', 'ok');
    const electron = await app.evaluate(() => process.execPath);
    await run(electron, [ROOT, '--kubeconfig', file, '--context', 'wanted'], { XDG_CONFIG_HOME: settings });
    await expect(page.getByTestId('banner-notice')).toContainText('wanted');
    await picture(page, 'clusters-second-start-1280-light');
    await page.getByTestId('offer').click();
    await expectCard(page, 'metrics-server', 'broken', 90_000);
    await close();
  });
});

test('500 contexts, names of 253 characters and emoji: listed, found, and none contacted', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-many-'));
  const file = path.join(folder, 'config');
  const asked = path.join(folder, 'asked');
  const plugin = path.join(folder, 'kubelogin');
  fs.writeFileSync(plugin, `#!/bin/sh\necho >> '${asked}'\nexit 1\n`, { mode: 0o700 });
  const names = [...Array.from({ length: 498 }, (_, index) => `cluster-${index}`), `long-${'x'.repeat(248)}`, 'emoji-\u{1F680}'];
  fs.writeFileSync(
    file,
    stringify({
      'current-context': 'cluster-7',
      contexts: names.map((name) => ({ name, context: { cluster: 'c', user: 'u', namespace: 'team' } })),
      clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
      users: [{ name: 'u', user: { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: plugin } } }],
    }),
  );
  const { page, errors, close } = await openApp({ env: { KUBECONFIG: file }, words: ['--demo'] });
  await page.getByTestId('rail-clusters').click();
  await expect(page.getByTestId('context')).toHaveCount(500);
  await page.getByTestId('context-filter').fill('\u{1F680}');
  await expect(page.getByTestId('context')).toHaveCount(1);
  await page.getByTestId('context-filter').fill('long-');
  await expect(rowOf(page, names[498] ?? '')).toBeVisible();
  await picture(page, 'clusters-long-name-1280-light');
  await page.getByTestId('context-filter').press('ArrowDown');
  // No cluster is reached without its log-in: nobody was asked for one, until one is chosen.
  expect(fs.existsSync(asked)).toBe(false);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('banner')).toContainText(/kubelogin/, { timeout: 40_000 });
  expect(fs.existsSync(asked)).toBe(true);
  await page.getByTestId('to-clusters').click();
  await page.getByTestId('open-demo').click();
  await expectCard(page, 'metrics-server', 'ok', 90_000);
  expect(errors).toEqual([]);
  await close();
  fs.rmSync(folder, { recursive: true });
});

for (const { name, ...size } of LOOKS) {
  test(`the start page, ${name}`, async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-start-'));
    const files = [
      { file: 'config', names: ['prod-eu', 'staging', 'kind-lab', 'edge-01', 'old-minikube'] },
      { file: 'acme', names: ['staging'] },
    ].map(({ file, names }, at) => {
      const whole = path.join(folder, file);
      fs.writeFileSync(
        whole,
        stringify({
          contexts: names.map((each) => ({ name: each, context: { cluster: 'c', user: at === 0 ? `admin@${each}` : 'ci-reader' } })),
          clusters: [{ name: 'c', cluster: { server: `https://127.0.0.${at + 1}:6443` } }],
          users: [...names.map((each) => ({ name: `admin@${each}`, user: {} })), { name: 'ci-reader', user: { token: 't' } }],
        }),
      );
      return whole;
    });
    const { page, errors, close } = await openApp({ env: { KUBECONFIG: files.join(':') }, words: ['--demo'], ...size });
    await page.getByTestId('rail-clusters').click();
    await expect(page.getByTestId('context')).toHaveCount(6);
    await pictures(page, `clusters-${name}`);
    await page.getByText('Or with something broken').click();
    await expect(page.getByTestId('scenario-metrics-server-down')).toBeVisible();
    await expectAccessibleInBoth(page);
    expect(errors).toEqual([]);
    await close();
    fs.rmSync(folder, { recursive: true });
  });
}
