import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { expectCard, openApp, picture } from '../support/app';
import { hiddenWords } from '../support/hiddenWords';
import { expectAccessibleInBoth, LOOKS, pictures } from '../support/looks';
import { openCause, TWELVE_CAUSES } from '../support/twelveCauses';

/** The panel with that root open. */
async function openFinding(page: Page, rule: string) {
  await page.keyboard.press('2');
  const cause = page.locator(`[data-testid="cause"][data-rule="${rule}"]`);
  await expect(cause).toHaveAttribute('data-open', 'true', { timeout: 90_000 });
  return cause;
}

for (const { name, ...size } of LOOKS) {
  test(`findings: metrics-server may not read the kubelets, ${name}`, async () => {
    const { page, errors, close } = await openApp({ words: ['--demo', 'metrics-server-no-permission'], ...size });
    await expectCard(page, 'metrics-server', 'broken');
    const cause = await openFinding(page, 'kubelet-access-denied');
    await expect(page.getByTestId('verdict')).toContainText('metrics-server may not read the kubelets.');
    await expect(page.getByTestId('cause-count')).toContainText('1');
    await expect(cause.getByTestId('effects')).toContainText('metrics.k8s.io is not available', { timeout: 60_000 });
    await expect(cause.getByTestId('finding-do')).toContainText('nodes/metrics');
    await expect(page.getByTestId('cut-kubelet-metrics-server')).toBeVisible();
    await pictures(page, `findings-broken-${name}`);
    await expectAccessibleInBoth(page);
    expect(errors).toEqual([]);
    await close();
  });
}

test('findings: the log of its pod, when it is asked for', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo', 'ksm-rbac'] });
  await expectCard(page, 'kube-state-metrics', 'degraded');
  const cause = await openFinding(page, 'ksm-list-failing');
  await expect(cause.getByTestId('pod-log')).toHaveCount(0);
  await cause.getByTestId('read-log').first().click();
  await expect(cause.getByTestId('pod-log-lines')).toContainText('failed to list *v1.Node: nodes is forbidden', { timeout: 30_000 });
  await expect(cause.getByTestId('pod-log')).toContainText('/log?container=');
  await picture(page, 'findings-log-1280-light');
  await expectAccessible(page);
  await cause.getByRole('button', { name: 'Open raw answer of the log' }).click();
  await expect(page.getByTestId('raw')).toContainText('failed to list', { timeout: 30_000 });
  expect(errors).toEqual([]);
  await close();
});

test('findings: proof, effects on the map, subject, and the way back by keys', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo', 'metrics-server-no-permission'] });
  await expectCard(page, 'metrics-server', 'broken');
  const cause = await openFinding(page, 'kubelet-access-denied');
  const effect = cause.getByTestId('effects').getByRole('button').last();
  await expect(effect).toBeVisible({ timeout: 60_000 });
  await effect.click();
  await expect(page.getByTestId('findings')).toBeVisible();
  await page.keyboard.press('Escape');
  await cause.getByTestId('finding-raw').click();
  await expect(page.getByTestId('raw')).toContainText('metric-storage-ready', { timeout: 30_000 });
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('findings')).toBeVisible();
  await cause.getByTestId('finding-subject').first().click();
  await expect(page.getByTestId('inspector')).toContainText('metrics-server');
  await expect(page.getByTestId('finding-links')).toContainText('metrics-server may not read the kubelets');
  await picture(page, 'findings-inspector-1280-light');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('findings')).toBeVisible();
  await page.keyboard.press('l');
  await expect(page.getByTestId('list-findings')).toContainText('nothing: repair this');
  await picture(page, 'findings-list-1280-light');
  await expectAccessible(page);
  await page.keyboard.press('F8');
  await expect(page.getByTestId('findings')).toBeVisible();
  await expect(page.locator('[data-cause-head]').first()).toBeFocused();
  await page.keyboard.press('1');
  await expect(page.getByTestId('findings')).toBeHidden();
  expect(errors).toEqual([]);
  await close();
});

test('findings: twelve causes at once, each opened', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo', 'twelve-causes'] });
  await expectCard(page, 'metrics-server', 'broken');
  await page.keyboard.press('2');
  for (const rule of TWELVE_CAUSES) {
    const cause = await openCause(page, rule);
    await expect(cause.getByTestId('finding-do')).not.toBeEmpty();
    await expect(cause.getByTestId('finding-proofs')).not.toBeEmpty();
    await picture(page, `finding-${rule}-1280-light`);
  }
  expect(await hiddenWords(page)).toEqual([]);
  await pictures(page, 'findings-twelve-1280');
  await expectAccessibleInBoth(page, '[data-testid="findings"]');
  expect(errors).toEqual([]);
  await close();
});

for (const { name, ...size } of LOOKS) {
  test(`findings of a bad night: several roots, next and last, ${name}`, async () => {
    const { page, errors, close } = await openApp({ words: ['--demo', 'bad-night'], ...size });
    await expectCard(page, 'kube-state-metrics', 'degraded');
    await page.keyboard.press('2');
    for (const rule of ['node-unhealthy', 'ksm-list-failing', 'metric-dropped-by-relabel'])
      await expect(page.locator(`[data-testid="cause"][data-rule="${rule}"]`)).toHaveCount(1, { timeout: 90_000 });
    await pictures(page, `findings-bad-night-${name}`);
    const open = page.locator('[data-testid="cause"][data-open="true"]');
    const first = await open.getAttribute('data-rule');
    await page.keyboard.press('F8');
    await expect(open).not.toHaveAttribute('data-rule', first ?? '');
    await page.keyboard.press('Shift+F8');
    await expect(open).toHaveAttribute('data-rule', first ?? '');
    await page.getByTestId('cannot-tell').scrollIntoViewIfNeeded();
    await pictures(page, `findings-cannot-tell-${name}`);
    await expectAccessibleInBoth(page);
    expect(errors).toEqual([]);
    await close();
  });

  test(`findings of a healthy cluster: what was looked at, ${name}`, async () => {
    const { page, errors, close } = await openApp({ words: ['--demo'], ...size });
    await expectCard(page, 'prometheus', 'ok');
    await expectCard(page, 'kubectl-top', 'ok');
    await page.keyboard.press('2');
    await expect(page.getByTestId('findings-well')).toContainText('Nothing is wrong in what was seen.');
    await expect(page.getByTestId('cause-count')).toBeHidden();
    await page.getByTestId('looked-for').locator('summary').click();
    await expect(page.getByTestId('looked-for')).toContainText('kubelet-access-denied');
    await pictures(page, `findings-healthy-${name}`);
    await expectAccessibleInBoth(page);
    expect(errors).toEqual([]);
    await close();
  });
}
