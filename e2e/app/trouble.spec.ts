import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { stringify } from 'yaml';
import { card, expectCard, openApp, picture } from '../support/app';
import { ROOT, run } from '../support/commandLine';
import { type DemoServer, startDemoServer } from '../support/demoServer';

test.describe('with a demo cluster of its own', () => {
  let demo: DemoServer;
  test.beforeAll(async () => {
    demo = await startDemoServer();
  });
  test.afterAll(() => demo.stop());

  test('a fault that comes and goes while the window is open is seen', async () => {
    const { page, errors, close } = await openApp({ words: ['--kubeconfig', demo.kubeconfig] });
    await expectCard(page, 'kube-state-metrics', 'ok');
    await demo.fault('ksm-down', true);
    await expectCard(page, 'kube-state-metrics', 'broken', 90_000);
    await demo.fault('ksm-down', false);
    await expectCard(page, 'kube-state-metrics', 'ok', 90_000);
    expect(errors).toEqual([]);
    await close();
  });

  test('a cluster that is lost leaves its last state, marked stale, and comes back by itself', async () => {
    const { page, close } = await openApp({ words: ['--kubeconfig', demo.kubeconfig] });
    await expectCard(page, 'prometheus', 'ok');
    await demo.shut();
    await expectCard(page, 'prometheus', 'stale', 60_000);
    await expect(page.getByTestId('banner')).toContainText('refused');
    // Looks that found nobody to ask do not stand for what they could not see.
    await expectCard(page, 'kubelet', 'stale');
    for (const [id, of] of [
      ['kubelet', '3 of 3'],
      ['custom-metrics-api', '1 of 1'],
      ['prometheus-adapter', '1 of 1'],
    ] as const)
      await expect(card(page, id)).toContainText(`stale ${of}`);
    await picture(page, 'lost-1280-light');
    await demo.open();
    await expectCard(page, 'prometheus', 'ok', 60_000);
    await expect(page.getByTestId('banner')).toHaveCount(0);
    await close();
  });

  test('a restricted user sees what is denied and the smallest Role that helps', async () => {
    const words = ['--kubeconfig', demo.kubeconfig, '--context', 'hopscope-demo-viewer'];
    const { app, page, errors, close } = await openApp({ words });
    await expectCard(page, 'kubelet', 'denied');
    await card(page, 'kubelet').click();
    await expect(page.getByTestId('inspector')).toContainText('nodes/proxy');
    await picture(page, 'denied-1280-light');
    await page.getByTestId('denied').getByRole('button', { name: 'Copy the smallest Role' }).click();
    const role = () => app.evaluate(({ clipboard }) => clipboard.readText());
    await expect.poll(role).toMatch(/kind: ClusterRole\n[\s\S]*nodes\/metrics/);
    expect(await role()).not.toContain('nodes/proxy');
    expect(errors).toEqual([]);
    await close();
  });
});

test('the engine is killed: the window says so, restarts it and goes on', async () => {
  const { app, page, close } = await openApp({ words: ['--demo'] });
  await expectCard(page, 'prometheus', 'ok');
  const pid = await app.evaluate(
    ({ app: electron }) =>
      electron.getAppMetrics().find((each) => each.name === 'Hopscope engine' || each.serviceName === 'Hopscope engine')?.pid,
  );
  expect(pid).toBeDefined();
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
  await expect(page.getByTestId('banner-engine')).toBeVisible({ timeout: 30_000 });
  await picture(page, 'engine-restarted-1280-light');
  await expectCard(page, 'prometheus', 'ok', 60_000);
  await close();
});

test('a second start says that Hopscope is open, and ends', async () => {
  const { app, settings, close } = await openApp({ words: ['--demo'] });
  const electron = await app.evaluate(() => process.execPath);
  const second = await run(electron, [ROOT, '--demo'], { XDG_CONFIG_HOME: settings });
  expect(second.stderr).toContain('already open');
  expect(second.code).toBe(0);
  await close();
});

interface Bad {
  readonly name: string;
  readonly words: (folder: string) => readonly string[];
  readonly says: RegExp;
  readonly remedy: RegExp;
}

const BAD: readonly Bad[] = [
  {
    name: 'a context that is not there',
    words: (folder) => [
      '--kubeconfig',
      write(
        folder,
        stringify({
          apiVersion: 'v1',
          kind: 'Config',
          contexts: [{ name: 'prod', context: { cluster: 'c', user: 'u' } }],
          clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
          users: [{ name: 'u', user: {} }],
        }),
      ),
      '--context',
      'stage',
    ],
    says: /stage/,
    remedy: /There are: prod/,
  },
  {
    name: 'a kubeconfig that is no YAML',
    words: (folder) => ['--kubeconfig', write(folder, 'clusters: [')],
    says: /line 1: .*YAML/i,
    remedy: /Correct line 1 of/,
  },
  {
    name: 'a server that refuses connections',
    words: (folder) => [
      '--kubeconfig',
      write(
        folder,
        stringify({
          apiVersion: 'v1',
          kind: 'Config',
          'current-context': 'prod',
          contexts: [{ name: 'prod', context: { cluster: 'c', user: 'u' } }],
          clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
          users: [{ name: 'u', user: {} }],
        }),
      ),
    ],
    says: /refused/,
    remedy: /Check that the cluster runs/,
  },
];

function write(folder: string, text: string): string {
  const file = path.join(folder, 'config');
  fs.writeFileSync(file, text);
  return file;
}

for (const { name, words, says, remedy } of BAD) {
  test(`${name}: the window says what it is and what to do`, async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-bad-'));
    const { page, close } = await openApp({ words: words(folder) });
    await expect(page.locator('body')).toContainText(says, { timeout: 30_000 });
    await expect(page.locator('body')).toContainText(remedy);
    await picture(page, `bad-${name.replaceAll(' ', '-')}`);
    await close();
    fs.rmSync(folder, { recursive: true });
  });
}
