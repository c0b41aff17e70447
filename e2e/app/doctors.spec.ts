import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { openApp, picture } from '../support/app';
import { LOOKS, pictures } from '../support/looks';

const DOCTORS = ['cadvisor', 'kube-state-metrics', 'metrics-server', 'adapter', 'hpa', 'catalog'] as const;

async function openDoctors(page: Page): Promise<void> {
  await expect(page.getByTestId('card-kubelet')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('9');
  await expect(page.getByTestId('doctors')).toBeVisible();
}

async function examine(page: Page, doctor: (typeof DOCTORS)[number]): Promise<void> {
  await page.getByTestId(`choose-${doctor}`).click();
  await expect(page.getByTestId(`doctor-${doctor}`)).toHaveAttribute('data-progress', 'answered', { timeout: 90_000 });
}

test('doctors: each sheet of a healthy demo', async () => {
  const { app, page, errors, close } = await openApp({ words: ['--demo'] });
  await openDoctors(page);
  for (const { name, width, height } of LOOKS) {
    await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), {
      width,
      height,
    });
    for (const doctor of DOCTORS) {
      await examine(page, doctor);
      await pictures(page, `doctors-${doctor}-${name}`);
    }
  }
  await examine(page, 'hpa');
  await expect(page.getByTestId('part-sync')).toContainText('Comes out');
  await expectAccessible(page, '[data-testid="doctors"]');
  expect(errors).toEqual([]);
  await close();
});

test('doctors: what is broken, its rows, its proof, by keys', async () => {
  const { page, errors, close } = await openApp({ words: ['--demo', 'cadvisor-no-labels'], dark: true });
  await openDoctors(page);
  await examine(page, 'cadvisor');
  await expect(page.getByTestId('doctor-verdict')).toContainText('does not reach the container runtime');
  await expect(page.getByTestId('part-labels')).toContainText('inferred');
  await expectAccessible(page, '[data-testid="doctors"]');
  await picture(page, 'doctors-no-labels-1280-dark');
  await page.getByRole('searchbox', { name: 'Find rows of: Labels' }).fill('web');
  const row = page.getByTestId('part-labels').locator('tbody tr').first();
  await expect(row).toContainText('web');
  const cgroup = (await row.locator('.hs-cell-path').textContent()) ?? '';
  await row.getByRole('button', { name: /Open the answer that it stands on/ }).click();
  await expect(page.getByTestId('raw')).toContainText(cgroup, { timeout: 30_000 });
  await picture(page, 'doctors-proof-1280-dark');
  await page.keyboard.press('Escape');
  await page.getByTestId('choose-cadvisor').focus();
  for (const doctor of DOCTORS.slice(1)) {
    await page.keyboard.press('ArrowDown');
    await expect(page.getByTestId(`choose-${doctor}`)).toBeFocused();
  }
  await expect(page.getByTestId('doctor-catalog')).toHaveAttribute('data-progress', 'answered', { timeout: 90_000 });
  await page.getByRole('searchbox', { name: 'Find rows of: Metric families' }).fill('container_network no');
  await expect(page.getByTestId('part-families').locator('tbody tr').first()).toContainText('container_network');
  await page.getByRole('searchbox', { name: 'Find rows of: Metric families' }).fill('');
  await page.getByTestId('part-families').evaluate((part) => {
    if (part.parentElement !== null) part.parentElement.scrollTop = 20_000;
  });
  await expect
    .poll(() => page.getByTestId('part-families').locator('tbody tr[data-row]').first().getAttribute('aria-rowindex'))
    .not.toBe('2');
  await picture(page, 'doctors-catalog-scrolled-1280-dark');
  expect(errors).toEqual([]);
  await close();
});
