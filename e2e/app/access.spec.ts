import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { expectCard, openApp, picture, wholePicture } from '../support/app';
import { type DemoServer, startDemoServer } from '../support/demoServer';

const ENDPOINTS = 22;

async function open(page: Page): Promise<void> {
  await page.keyboard.press('8');
  await expect(page.getByTestId('access-reach')).toBeVisible({ timeout: 30_000 });
}

test('access: endpoints, a look at one, accounts and manifests of a healthy cluster', async () => {
  const { app, page, errors, close } = await openApp({ words: ['--demo'] });
  await expectCard(page, 'kubelet', 'ok');
  await expectCard(page, 'prometheus', 'ok');
  await open(page);
  await expect(page.getByTestId('access-reach')).toHaveAttribute('data-verdict', 'reached', { timeout: 30_000 });
  await expect(page.locator('[data-testid^="endpoint-"][data-risk]')).toHaveCount(ENDPOINTS);
  await expect(page.locator('[data-risk="acts"] button[data-testid^="try-"]')).toHaveCount(0);
  await expect(page.getByTestId('endpoint-metrics').locator('[data-state="yes"]')).toHaveCount(4);
  await picture(page, 'access-1280-light');
  await page.getByTestId('try-metrics-resource').click();
  await expect(page.getByTestId('tried-status')).toHaveText('200', { timeout: 30_000 });
  await expect(page.getByTestId('tried-head')).toContainText('container_cpu_usage_seconds_total');
  await picture(page, 'access-tried-1280-light');
  await expectAccessible(page);
  await page.getByTestId('tried').getByRole('button', { name: 'The whole answer' }).click();
  await expect(page.getByTestId('raw')).toContainText('container_cpu_usage_seconds_total', { timeout: 30_000 });
  await page.keyboard.press('Escape');
  await page.getByTestId('endpoint-debug-flags').scrollIntoViewIfNeeded();
  await picture(page, 'access-acts-1280-light');
  await page.keyboard.press('.');
  await expect(page.getByTestId('account-detail')).toBeVisible({ timeout: 30_000 });
  await page.getByTestId('account-kube-system/kube-state-metrics').click();
  await expect(page.getByTestId('account-dangers')).toContainText('list secrets');
  await picture(page, 'access-accounts-1280-light');
  await expectAccessible(page);
  await page.getByTestId('manifest-scrape-kubelets').click();
  await expect(page.getByTestId('manifest-detail')).toContainText('kubectl create token kubelet-scraper --namespace monitoring');
  await picture(page, 'access-manifest-1280-light');
  await page.keyboard.press('.');
  await expect(page.getByTestId('access-housekeeping').locator('[data-verdict]').first()).toBeVisible({ timeout: 30_000 });
  await picture(page, 'access-housekeeping-1280-light');
  await expectAccessible(page);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  await page.getByTestId('access-tab-kubelets').click();
  await expect(page.getByTestId('access-reach')).toBeVisible();
  await wholePicture(app, 'access-200-percent');
  expect(errors).toEqual([]);
  await close();
});

test('access: a firewall between pods and a kubelet is told as a sentence, dark and wide', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo', 'kubelet-firewalled'], width: 1920, height: 1080, dark: true });
  await expectCard(page, 'metrics-api', 'degraded');
  await open(page);
  const node = await page.getByTestId('access-node').evaluate((select: HTMLSelectElement) => [...select.options].map(({ value }) => value));
  const sentence = /pods do not \(metrics-server and Prometheus\): look at the firewall between pods and port 10250/;
  await expect(async () => {
    for (const name of node) {
      await page.getByTestId('access-node').selectOption(name);
      // The picker names the kubelet that is shown, which is the one before until the answer is there.
      await expect(page.getByTestId('access-node')).toHaveValue(name);
      if ((await page.getByTestId('access-reach').getAttribute('data-verdict')) === 'pods-to-kubelet') return;
    }
    throw new Error('every kubelet is reached by the pods');
  }).toPass({ timeout: 50_000 });
  await expect(page.getByTestId('access-reach')).toContainText(sentence);
  await picture(page, 'access-firewalled-1920-dark');
  await page.getByTestId('access-tab-accounts').click();
  await expect(page.getByTestId('account-detail')).toBeVisible({ timeout: 30_000 });
  await picture(page, 'access-accounts-1920-dark');
  await page.getByTestId('access-tab-housekeeping').click();
  await expect(page.getByTestId('access-housekeeping').locator('[data-verdict]').first()).toBeVisible({ timeout: 30_000 });
  await picture(page, 'access-housekeeping-1920-dark');
  expect(errors).toEqual([]);
  await close();
});

test.describe('access of somebody who may little', () => {
  let demo: DemoServer;
  test.beforeAll(async () => {
    demo = await startDemoServer();
  });
  test.afterAll(() => demo.stop());

  test('access: what is denied is said, and not asked', async () => {
    const { page, errors, close } = await openApp({
      words: ['--kubeconfig', demo.kubeconfig, '--context', 'hopscope-demo-viewer'],
      dark: true,
    });
    await expectCard(page, 'kubelet', 'denied');
    await open(page);
    await expect(page.getByTestId('access-reach').locator('[data-sight="denied"]')).toHaveCount(1);
    await page.getByTestId('try-stats-summary').click();
    await expect(page.getByTestId('tried')).toHaveAttribute('data-state', 'denied', { timeout: 30_000 });
    await expect(page.getByTestId('tried')).toContainText('Do not grant nodes/proxy');
    await picture(page, 'access-denied-1280-dark');
    await expectAccessible(page);
    await page.getByTestId('access-tab-accounts').click();
    await expect(page.getByTestId('manifest-hopscope-least')).toBeVisible({ timeout: 30_000 });
    await picture(page, 'access-accounts-denied-1280-dark');
    expect(errors).toEqual([]);
    await close();
  });
});
