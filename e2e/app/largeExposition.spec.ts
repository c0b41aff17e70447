import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { card, expectCard, openApp, picture } from '../support/app';

const FAMILIES = 20_000;
const SERIES = 100_000;
/** Rows drawn one and all would hold the page for many seconds: only those in sight are. */
const MOST_ROWS = 80;

/** Some 7 MB: families of one series each, and one family of a series a pod. */
function exposition(): string {
  const families = Array.from({ length: FAMILIES }, (_, index) => `# TYPE family_${index} gauge\nfamily_${index} ${index}`);
  const series = Array.from({ length: SERIES }, (_, index) => `many_series{pod="pod-${index}"} ${index}`);
  return [...families, '# TYPE many_series gauge', ...series, ''].join('\n');
}

/** Answers as a Prometheus that scrapes nothing and exposes a great deal. */
async function serve(): Promise<{ readonly url: string; close(): void }> {
  const text = exposition();
  const DATA: Readonly<Record<string, unknown>> = {
    '/api/v1/status/buildinfo': { version: '3.10.0' },
    '/api/v1/targets': { activeTargets: [] },
    '/api/v1/rules': { groups: [] },
    '/api/v1/query': { resultType: 'vector', result: [] },
  };
  const server = http.createServer(({ url = '/' }, answer) => {
    const { pathname } = new URL(url, 'http://127.0.0.1');
    if (pathname === '/metrics') return void answer.setHeader('content-type', 'text/plain; version=0.0.4').end(text);
    const data = DATA[pathname];
    answer
      .writeHead(data === undefined ? 404 : 200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ status: 'success', data }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('20,000 families and one of 100,000 series: counted, found, opened, and only what is in sight is drawn', async () => {
  test.setTimeout(180_000);
  const large = await serve();
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-large-'));
  fs.mkdirSync(path.join(home, 'Hopscope'));
  fs.writeFileSync(path.join(home, 'Hopscope', 'endpoints.yaml'), `- kind: prometheus\n  url: ${large.url}\n`);
  const { page, errors, close } = await openApp({ words: ['--demo', 'healthy', '--nodes', '1'], env: { XDG_CONFIG_HOME: home } });
  await expectCard(page, 'prometheus', 'ok');
  // What the user names stands before what was found: the demo's own moves to a card of its own.
  await expect(page.locator('[data-testid^="card-prometheus:monitoring"]')).toBeVisible({ timeout: 60_000 });
  await card(page, 'prometheus').click();

  await page.getByRole('tab', { name: /Metrics/ }).click();
  await expect(page.getByTestId('families-shown')).toHaveText('20 k of 20 k', { timeout: 60_000 });
  const rows = page.locator('button[data-family]');
  expect(await rows.count()).toBeLessThan(MOST_ROWS);
  await page.getByRole('button', { name: 'Sort by Series' }).click();
  await expect(rows.first()).toHaveAttribute('data-family', 'many_series');
  await page.getByRole('textbox', { name: 'Find a family' }).fill('family_19999');
  await expect(page.getByTestId('families-shown')).toHaveText('1 of 20 k');
  await page.getByRole('textbox', { name: 'Find a family' }).fill('many');
  await page.locator('button[data-family="many_series"]').click();
  await expect(page.getByTestId('series-found')).toHaveText('100 k of 100 k', { timeout: 30_000 });
  await expect(page.getByTestId('series-sent')).toContainText('of 100 k are listed');
  expect(await page.getByTestId('series').count()).toBeLessThan(MOST_ROWS);
  await picture(page, 'large-exposition-1280-light');
  await page.getByTestId('values').getByRole('textbox').fill('pod-99999');
  await expect(page.getByTestId('series')).toHaveCount(1);
  await expect(page.getByTestId('series-value')).toHaveText('99999');
  await card(page, 'kubelet').click();
  await expect(page.getByTestId('inspector').getByRole('heading', { level: 2 })).toHaveText('kubelet');
  expect(errors).toEqual([]);
  await close();
  large.close();
  fs.rmSync(home, { recursive: true, force: true });
});
