import fs from 'node:fs';
import https from 'node:https';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { parse } from 'yaml';
import { formatClock, formatValue } from '../../shared/model/format';
import { card, expectCard, openApp, picture } from '../support/app';
import { type DemoServer, startDemoServer } from '../support/demoServer';
import { expectAccessibleInBoth, LOOKS, pictures } from '../support/looks';

const PROMETHEUS = '/api/v1/namespaces/monitoring/services/http:prometheus:9090/proxy';

async function openCharts(page: Page, id: string): Promise<void> {
  await expectCard(page, id, 'ok');
  await card(page, id).click();
  await page.getByRole('tab', { name: /Charts/ }).click();
  await expect(page.getByTestId('charts')).toBeVisible();
}

const chart = (page: Page, key: string) => page.getByTestId(`chart-${key}`);
const lines = (page: Page, key: string) => chart(page, key).locator('path.recharts-line-curve[stroke-dasharray], path.recharts-line-curve');

/** The history of Prometheus, until every chart of it has answered. */
async function chooseHistory(page: Page): Promise<void> {
  const value = await page.getByTestId('chart-source').locator('option', { hasText: 'Prometheus' }).first().getAttribute('value');
  await page.getByTestId('chart-source').selectOption(value);
  await expect(chart(page, 'series').locator('path.recharts-line-curve').first()).toBeAttached();
  await expect(page.getByTestId('chart-progress')).toHaveCount(0);
}

/** The pointer over the last looks. */
async function hoverLate(plot: Locator): Promise<void> {
  const box = await plot.boundingBox();
  await plot.hover({ position: { x: (box?.width ?? 300) - 24, y: 50 } });
}

/** The charts in both themes: readable by axe's rules, and a picture of each. */
async function lookAt(page: Page, name: string): Promise<void> {
  await pictures(page, name);
  await expectAccessibleInBoth(page, '[data-testid="charts"]');
}

for (const { name, ...size } of LOOKS) {
  test(`own looks and history, ${name} wide`, async () => {
    test.setTimeout(180_000);
    const { page, errors, close } = await openApp({ words: ['--demo'], ...size });
    await openCharts(page, 'prometheus');
    // Three looks at it, 15 s apart.
    await expect(chart(page, 'series').getByRole('slider')).toHaveAccessibleName(
      /^Series in the head, .* now, from .*, source: own looks$/,
    );
    await expect(lines(page, 'samples').first()).toHaveAttribute('d', /L.*L/, { timeout: 60_000 });
    const plot = chart(page, 'samples').getByRole('slider');
    await hoverLate(plot);
    await lookAt(page, `charts-own-${name}`);
    await chooseHistory(page);
    await hoverLate(plot);
    await lookAt(page, `charts-history-${name}`);
    await card(page, 'kubelet').click();
    await expect(chart(page, 'pods').locator('path.recharts-line-curve').first()).toBeAttached();
    await lookAt(page, `charts-kubelet-history-${name}`);
    await page.getByTestId('chart-source').selectOption('own');
    // Its counts are read once a minute: the first is a point, no line yet.
    await expect(chart(page, 'pods').getByRole('slider')).toHaveAccessibleName(
      /, 2 lines, highest now desired with \d+ pods, .*own looks$/,
    );
    await lookAt(page, `charts-kubelet-own-${name}`);
    expect(errors).toEqual([]);
    await close();
  });
}

for (const { name, ...size } of LOOKS) {
  test(`of a moment of before end there, ${name} wide, and go live again`, async () => {
    test.setTimeout(180_000);
    const { page, errors, close } = await openApp({ words: ['--demo'], ...size });
    await openCharts(page, 'prometheus');
    await expect(lines(page, 'samples').first()).toHaveAttribute('d', /L.*L/, { timeout: 60_000 });
    await goBack(page, 4);
    const held = secondsOf(await page.getByTestId('held-clock').textContent());
    await expect(page.getByTestId('chart-held')).toContainText('the moment shown; not live');
    expect(secondsOf(await page.getByTestId('chart-held').textContent())).toBe(held);
    await expect(chart(page, 'samples').getByRole('slider')).toHaveAccessibleName(/ at the end, .*, source: own looks$/);
    await expect.poll(async () => secondsFrom(held, await newestRow(page, 'samples'))).toBeLessThanOrEqual(0);
    await lookAt(page, `charts-past-own-${name}`);

    await page.getByRole('tab', { name: 'Overview' }).click();
    await expect(page.getByTestId('overview')).toContainText('Facts as they were then.');
    await expect(page.getByTestId('facts').filter({ hasText: 'targets up' })).toContainText(/\d+ of \d+/);
    await picture(page, `inspector-past-overview-${name}-light`);
    await page.getByRole('tab', { name: /Charts/ }).click();

    await chooseHistory(page);
    await expect(page.getByTestId('chart-held')).toBeVisible();
    await expect.poll(async () => secondsFrom(held, await newestRow(page, 'series'))).toBeLessThanOrEqual(0);
    await lookAt(page, `charts-past-history-${name}`);
    // Looking goes on, the charts do not.
    await goBack(page, 2);
    const before = secondsOf(await page.getByTestId('held-clock').textContent());
    expect(secondsFrom(held, before)).toBeLessThan(0);
    await expect.poll(async () => secondsOf(await page.getByTestId('chart-held').textContent())).toBe(before);
    await expect.poll(async () => secondsFrom(before, await newestRow(page, 'series'))).toBeLessThanOrEqual(0);

    await page.getByTestId('chart-held').getByRole('button', { name: 'Live' }).click();
    await expect(page.getByTestId('held-clock')).toHaveCount(0);
    await expect(page.getByTestId('chart-held')).toHaveCount(0);
    await expect(chart(page, 'series').getByRole('slider')).toHaveAccessibleName(/ now, /);
    await expect.poll(async () => secondsFrom(before, await newestRow(page, 'series')), { timeout: 30_000 }).toBeGreaterThan(0);
    expect(errors).toEqual([]);
    await close();
  });
}

/** Back along the time strip by so many moments. */
async function goBack(page: Page, moments: number): Promise<void> {
  await page.getByTestId('strip-lane').focus();
  const held = page.getByTestId('held-clock');
  for (let back = 0; back < moments; back++) {
    const before = (await held.count()) === 0 ? '' : ((await held.textContent()) ?? '');
    await page.keyboard.press('ArrowLeft');
    await expect(held).not.toHaveText(before === '' ? /^$/ : before);
  }
}

/** Of the first clock time in a text. */
function secondsOf(text: string | null): number {
  const [, hours, minutes, seconds] = /(\d\d):(\d\d):(\d\d)/.exec(text ?? '') ?? [];
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}

const DAY_SECONDS = 86_400;

/** From one clock time to another, the shorter way round: after midnight comes 0:00. */
function secondsFrom(from: number, to: number): number {
  return ((to - from + DAY_SECONDS * 1.5) % DAY_SECONDS) - DAY_SECONDS / 2;
}

/** Time of the newest point of a chart, out of the table behind it. */
async function newestRow(page: Page, key: string): Promise<number> {
  const table = chart(page, key).getByRole('button', { name: /^Table/ });
  if ((await table.getAttribute('aria-expanded')) === 'false') await table.click();
  const [[time] = []] = await rowsOf(page, key);
  return secondsOf(time ?? null);
}

test.describe('against the raw answers', () => {
  let demo: DemoServer;
  test.beforeAll(async () => {
    demo = await startDemoServer();
  });
  test.afterAll(() => demo.stop());

  test('every value is what Prometheus answers to the same query, and own looks are what the answers said', async () => {
    test.setTimeout(180_000);
    const { page, errors, close } = await openApp({ words: ['--kubeconfig', demo.kubeconfig], width: 1920, height: 1080 });
    await openCharts(page, 'prometheus');
    await expect(page.getByTestId('chart-step')).toContainText('every 15 s', { timeout: 60_000 });

    const targets = JSON.parse(await raw(demo, `${PROMETHEUS}/api/v1/targets?state=active`)).data.activeTargets;
    const up = targets.filter((target: { health: string }) => target.health === 'up').length;
    await expect(chart(page, 'up').getByTestId('chart-value')).toContainText(formatValue(up, 'targets'));

    await chooseHistory(page);
    for (const [key, unit] of [
      ['series', 'series'],
      ['samples', 'samples/s'],
      ['up', 'targets'],
    ] as const) {
      await chart(page, key)
        .getByRole('button', { name: /^Table/ })
        .click();
      const queries = await chart(page, key).locator('code').allTextContents();
      const rows = await rowsOf(page, key);
      expect(rows.length).toBeGreaterThan(1);
      expect(rows).toEqual(await expectedRows(demo, queries, unit, rows.length));
    }
    expect(errors).toEqual([]);
    await close();
  });

  test('ranges, pause, zoom by dragging and by keys, one cursor for all charts', async () => {
    test.setTimeout(180_000);
    const { page, errors, close } = await openApp({ words: ['--kubeconfig', demo.kubeconfig], width: 1920, height: 1080 });
    await openCharts(page, 'prometheus');
    await chooseHistory(page);
    for (const [range, step] of [
      ['5 m', 'every 15 s'],
      ['24 h', 'every 1 min, the highest of each'],
      ['30 d', 'every 20 min, the highest of each'],
      ['15 m', 'every 15 s'],
    ] as const) {
      await page.getByTestId('chart-range').selectOption({ label: range });
      await expect(page.getByTestId('chart-step')).toHaveText(step);
    }

    const plot = chart(page, 'series').getByRole('slider');
    await expect(lines(page, 'series').first()).toBeAttached();
    await plot.hover({ position: { x: 380, y: 60 } });
    const cursors = page.getByTestId('chart-cursor');
    await expect(cursors.first()).toBeVisible();
    // A chart whose points are still being asked for has no cursor yet.
    await expect(async () => {
      const places = await cursors.evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)));
      expect(places.length).toBe(await page.getByTestId('charts').getByRole('slider').count());
      expect(new Set(places).size).toBe(1);
    }).toPass({ timeout: 20_000 });
    const time = await page.getByTestId('chart-time').textContent();
    await page.mouse.move(300, 300);
    await expect(cursors).toHaveCount(0);

    await plot.focus();
    await page.keyboard.press('[');
    await page.keyboard.press('[');
    await expect(cursors.first()).toBeVisible();
    const first = await plot.getAttribute('aria-valuetext');
    await page.keyboard.press(']');
    await expect(plot).not.toHaveAttribute('aria-valuetext', first ?? '');
    expect(time).toMatch(/^\d\d:\d\d:\d\d$/);

    const box = await plot.boundingBox();
    if (box === null) throw new Error('the chart has no place');
    await page.mouse.move(box.x + 200, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 320, box.y + 60, { steps: 5 });
    await page.mouse.up();
    await expect(page.getByTestId('chart-fixed')).toContainText('Zoomed');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('chart-fixed')).toHaveCount(0);
    await expect(page.getByTestId('inspector')).toBeVisible();

    await plot.focus();
    await page.keyboard.press('+');
    await expect(page.getByTestId('chart-fixed')).toContainText('Zoomed');
    await plot.dblclick({ position: { x: 200, y: 60 } });
    await expect(page.getByTestId('chart-fixed')).toHaveCount(0);

    await page.getByTestId('chart-pause').click();
    await expect(page.getByTestId('chart-fixed')).toContainText('Paused');
    await page.getByTestId('chart-pause').click();
    await expect(page.getByTestId('chart-fixed')).toHaveCount(0);
    expect(errors).toEqual([]);
    await close();
  });
});

/** Rows of the table behind a chart, newest first: the time and the values. */
async function rowsOf(page: Page, key: string): Promise<string[][]> {
  const rows = chart(page, key).locator('tbody tr');
  return rows.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
}

/** The same out of Prometheus' own answers: one query an instant, worked out by the test. */
async function expectedRows(demo: DemoServer, queries: readonly string[], unit: string, count: number): Promise<string[][]> {
  const nowSeconds = Date.now() / 1_000;
  const end = Math.floor(nowSeconds / 15) * 15;
  const matrices = await Promise.all(queries.map((query) => rangeOf(demo, query, end - 1_800, end)));
  const times = [...new Set(matrices.flatMap((values) => [...values.keys()]))].sort((a, b) => b - a);
  const rows = times.map((seconds) => [
    formatClock(seconds * 1_000),
    ...matrices.map((values) => (values.has(seconds) ? formatValue(Number(values.get(seconds)), unit) : '')),
  ]);
  // A scrape may have come in since the table was drawn.
  return rows.slice(rows.length - count);
}

async function rangeOf(demo: DemoServer, query: string, start: number, end: number): Promise<ReadonlyMap<number, string>> {
  const asked = new URLSearchParams({ query, start: String(start), end: String(end), step: '15' });
  const { data } = JSON.parse(await raw(demo, `${PROMETHEUS}/api/v1/query_range?${asked}`));
  return new Map(data.result[0]?.values ?? []);
}

/** What kubectl get --raw prints. */
function raw({ kubeconfig }: DemoServer, path: string): Promise<string> {
  const config = parse(fs.readFileSync(kubeconfig, 'utf8'));
  const context = config.contexts.find((each: { name: string }) => each.name === config['current-context']).context;
  const { server } = config.clusters.find((each: { name: string }) => each.name === context.cluster).cluster;
  const { token } = config.users.find((each: { name: string }) => each.name === context.user).user;
  return new Promise((resolve, reject) => {
    const request = https.get(
      `${server}${path}`,
      { rejectUnauthorized: false, headers: { authorization: `Bearer ${token}` } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
      },
    );
    request.on('error', reject);
  });
}
