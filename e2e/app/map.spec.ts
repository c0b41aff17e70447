import { expect, test } from '@playwright/test';
import { CARDS } from '../../shared/model/architecture';
import { card, expectCard, expectLive, openApp, picture } from '../support/app';
import { expectAccessibleInBoth } from '../support/looks';

const SHOWN = CARDS.filter((each) => each.shown === 'always').map((each) => each.id);

test('from start to the live map of the demo, 1280-light', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo'] });
  await expectLive(page);
  for (const id of SHOWN) await expect(card(page, id)).toBeVisible();
  await expect(page.getByTestId('verdict')).toHaveAttribute('data-state', 'ok');
  await expect(page.getByTestId('edge-kubelet-metrics-server')).toHaveAttribute('data-health', 'ok');
  await picture(page, 'demo-healthy-1280-light');
  expect(errors).toEqual([]);
  await close();
});

test('a broken scenario: the verdict names it, the hop is cut, and the answer that proves it is one click away', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo', 'metrics-server-down'] });
  await expectCard(page, 'metrics-server', 'broken');
  await expectCard(page, 'metrics-api', 'broken');
  await expect(page.getByTestId('verdict')).toHaveAttribute('data-state', 'broken');
  await expect(page.getByTestId('edge-metrics-server-metrics-api')).toHaveAttribute('data-health', 'broken');
  await picture(page, 'demo-metrics-server-down-1280-light');
  await card(page, 'metrics-api').click();
  await expect(page.getByTestId('inspector')).toContainText('503');
  await picture(page, 'demo-metrics-server-down-inspector-1280-light');
  expect(errors).toEqual([]);
  await close();
});

test('a component tells what it answered, why it was taken for what it is, and draws its numbers', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo'], width: 1920, height: 1080 });
  await expectCard(page, 'prometheus', 'ok');
  await card(page, 'prometheus').click();
  const inspector = page.getByTestId('inspector');
  await expect(inspector).toContainText('/api/v1/targets');
  await page.getByText('Why do you think so?').click();
  await expect(page.getByTestId('why')).toContainText('prometheus');
  await page.getByRole('tab', { name: /Charts/ }).click();
  await expect(page.getByTestId('charts').locator('svg').first()).toBeVisible();
  await picture(page, 'demo-prometheus-charts-1920-light');
  await page.getByRole('tab', { name: /Metrics/ }).click();
  await page.getByPlaceholder('Name, help or type').fill('prometheus_tsdb_head_series');
  await expect(page.getByTestId('metrics')).toContainText('prometheus_tsdb_head_series');
  await page.getByRole('tab', { name: /Raw/ }).click();
  await expect(page.getByTestId('answers')).toContainText('service proxy');
  await page.getByTestId(/^answer-buildinfo/).click();
  await expect(page.getByTestId('raw')).toContainText('3.10.0');
  await picture(page, 'demo-prometheus-raw-1920-light');
  expect(errors).toEqual([]);
  await close();
});

test('the window has no serious accessibility violation', async () => {
  const { page, close } = await openApp({ words: ['--demo', 'ksm-down'], width: 1920, height: 1080 });
  await expectCard(page, 'kube-state-metrics', 'broken');
  await expectAccessibleInBoth(page);
  await close();
});
