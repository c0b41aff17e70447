import { expect, test } from '@playwright/test';
import { expectCard, openApp, picture } from '../support/app';
import { ADMIN, fault, KIT, VIEWER } from '../support/realCluster';

test('the map of the real cluster is live in Electron', async () => {
  const { page, errors, close } = await openApp({ words: ['--kubeconfig', ADMIN] });
  for (const id of ['kubelet', 'metrics-server', 'metrics-api', 'prometheus', 'kube-state-metrics', 'node-exporter'])
    await expectCard(page, id, 'ok', 90_000);
  await picture(page, 'live-1280-light');
  await page.getByTestId('card-prometheus').click();
  await expect(page.getByTestId('inspector')).toContainText('targets up');
  await picture(page, 'live-prometheus-1280-light');
  expect(errors).toEqual([]);
  await close();
});

test('a fault that comes and goes while the window is open is seen', async () => {
  test.skip(KIT === undefined, 'needs the cluster kit');
  const { page, close } = await openApp({ words: ['--kubeconfig', ADMIN] });
  await expectCard(page, 'metrics-server', 'ok', 90_000);
  await fault('metrics-server-down', 'on');
  try {
    await expectCard(page, 'metrics-server', 'broken', 120_000);
    await picture(page, 'live-metrics-server-down');
  } finally {
    await fault('metrics-server-down', 'off');
  }
  await expectCard(page, 'metrics-server', 'ok', 240_000);
  await close();
});

test('the restricted user sees what is denied, by name', async () => {
  const { page, close } = await openApp({ words: ['--kubeconfig', VIEWER] });
  await expectCard(page, 'kubelet', 'denied', 90_000);
  await page.getByTestId('card-kubelet').click();
  await expect(page.getByTestId('inspector')).toContainText('nodes/proxy');
  await picture(page, 'live-viewer-1280-light');
  await close();
});
