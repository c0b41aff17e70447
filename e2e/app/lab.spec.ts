import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { expectCard, openApp } from '../support/app';
import { expectAccessibleInBoth, pictures } from '../support/looks';

test('a fault of the lab: the map shows it, the diagnosis finds what it must, and all is well when it is off', async () => {
  test.setTimeout(300_000);
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await expectCard(page, 'kube-state-metrics', 'ok');
  await page.getByTestId('faults').click();
  await page.getByTestId('lab-search').fill('kube-state pod');
  const fault = page.getByTestId('fault-ksm-down');
  await expect(page.getByTestId('lab')).toContainText('Must cause a finding: component-not-running');
  await fault.click({ force: true });
  await expect(fault).toBeChecked({ timeout: 20_000 });
  await expectCard(page, 'kube-state-metrics', 'broken', 60_000);
  const on = page.getByTestId('lab-on-ksm-down');
  await expect(on).toHaveAttribute('data-found', '1', { timeout: 60_000 });
  await expect(on).toContainText('found 1 of 1');
  await expectAccessibleInBoth(page);
  await pictures(page, 'lab-1280');
  await page.getByTestId('lab-all-off').click();
  await expect(page.getByTestId('lab-on')).toHaveCount(0, { timeout: 20_000 });
  await expectCard(page, 'kube-state-metrics', 'ok', 90_000);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('lab')).toBeHidden();
  expect(errors).toEqual([]);
  await close();
});

test('predict first: nothing breaks before it is said what will, then the map tells; time goes faster when asked', async () => {
  test.setTimeout(300_000);
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await expectCard(page, 'metrics-server', 'ok');
  await page.getByTestId('faults').click();
  await page.getByTestId('choice-5').click({ force: true });
  await expect(page.getByTestId('choice-5')).toBeChecked({ timeout: 20_000 });
  await page.getByTestId('lab-predict-first').check();
  await page.getByTestId('lab-search').fill('metrics-server-down');
  await page.getByTestId('fault-metrics-server-down').click({ force: true });
  await page.getByTestId('lab-tick-metrics-server').check();
  await page.getByTestId('lab-tick-alertmanager').check();
  await expect(page.getByTestId('faults')).toHaveText('Break');
  await page.getByTestId('lab-break').click();
  await expect(page.getByTestId('lab-right')).toContainText('metrics-server', { timeout: 60_000 });
  await expect(page.getByTestId('lab-missed')).toContainText('Metrics API', { timeout: 60_000 });
  await expect(page.getByTestId('lab-wrong')).toHaveText('Alertmanager');
  await pictures(page, 'lab-predicted-1280');
  expect(errors).toEqual([]);
  await close();
});

test('a scenario of a file: its faults are on; of a wrong one the window says the line and the word', async () => {
  test.setTimeout(300_000);
  const { page, errors, close } = await openApp({ words: ['--demo', path.resolve('docs/scenarios/monday-morning.scenario.yaml')] });
  await expectCard(page, 'kube-state-metrics', 'broken', 90_000);
  await expect(page.getByTestId('faults')).toHaveText('2 faults');
  await page.getByTestId('faults').click();
  await expect(page.getByTestId('lab-on-ksm-down')).toHaveAttribute('data-found', '1', { timeout: 60_000 });
  expect(errors).toEqual([]);
  await close();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-lab-'));
  const file = path.join(folder, 'mine.scenario.yaml');
  fs.writeFileSync(file, 'name: mine\nsays: one thing\nfaults:\n  - ksm-dwn\n');
  const wrong = await openApp({ words: ['--demo', file] });
  await expect(wrong.page.getByText('mine.scenario.yaml, line 4: there is no fault ksm-dwn; did you mean ksm-down?').first()).toBeVisible({
    timeout: 30_000,
  });
  await wrong.close();
  fs.rmSync(folder, { recursive: true });
});

test('a scenario in which a fault ends by itself: the lab says when, then it is off', async () => {
  test.setTimeout(300_000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-lab-'));
  const file = path.join(folder, 'ends.scenario.yaml');
  fs.writeFileSync(
    file,
    'name: ends\nsays: it ends\nfaults:\n  - { fault: ksm-down, for: 3m }\n  - { fault: web-never-ready, after: 10h }\n',
  );
  const { page, errors, close } = await openApp({ words: ['--demo', file] });
  await expectCard(page, 'kube-state-metrics', 'broken', 90_000);
  await page.getByTestId('faults').click();
  const planned = page.getByTestId('lab-planned').getByRole('listitem');
  await expect(planned).toHaveText([/^ksm-down ends at \d\d:\d\d:\d\d of the demo's clock$/, /^web-never-ready begins at /]);
  await page.getByTestId('choice-20').click({ force: true });
  await expect(planned).toHaveText([/^web-never-ready begins at /], { timeout: 60_000 });
  await expect(page.getByTestId('lab-on')).toHaveCount(0);
  await expectCard(page, 'kube-state-metrics', 'ok', 90_000);
  await expectAccessible(page);
  expect(errors).toEqual([]);
  await close();
  fs.rmSync(folder, { recursive: true });
});
