import { expect } from '@playwright/test';
import type { Locator, Page } from 'playwright';

/** The roots of the demo's scenario twelve-causes: a rule for each of its faults, all in one window. */
export const TWELVE_CAUSES = [
  'kubelet-access-denied',
  'ksm-list-failing',
  'labels-exported',
  'metric-dropped-by-relabel',
  'cadvisor-labels-missing',
  'clock-skew',
  'adapter-metric-unmapped',
  'external-api-owned-elsewhere',
  'monitor-not-selected',
  'node-exporter-port-conflict',
  'rate-window-too-short',
  'ksm-labels-not-allowlisted',
] as const;

/** The findings' panel with that cause open and its head at the top. */
export async function openCause(page: Page, rule: string): Promise<Locator> {
  const cause = page.locator(`[data-testid="cause"][data-rule="${rule}"]`).first();
  await expect(cause).toHaveCount(1, { timeout: 90_000 });
  if ((await cause.getAttribute('data-open')) !== 'true') await cause.locator('[data-cause-head]').click();
  await expect(cause).toHaveAttribute('data-open', 'true');
  await cause.evaluate((element) => {
    let box = element.parentElement;
    while (box !== null && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
    if (box !== null) box.scrollTop += element.getBoundingClientRect().top - box.getBoundingClientRect().top;
  });
  return cause;
}
