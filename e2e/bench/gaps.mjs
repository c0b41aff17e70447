// The gap view with thousands of targets: scrolling its rows, moving the cursor over its lanes, zooming; beside a bare page of as many rows.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../scripts/lib/project.mjs';
import { barePage, openBare, openHopscope, wait } from './browser.mjs';
import { measured, mouse, steadily } from './frames.mjs';
import { frameRows } from './map.mjs';
import { judged } from './table.mjs';

const TARGETS = 5_000;
const JOBS = 10;
const RANGE = 'Last 6 hours';
const ACT_MS = 3_000;
/** Rows in sight are read one by one after the view has come. */
const SETTLE_MS = 10_000;
const READ_MS = 120_000;
/** So many steps of the wheel down, then as many up. */
const WHEEL_STEPS = 60;
const WHEEL_PX = 120;
/** One way over the lanes. */
const SWEEP_MS = 700;
/** A drag that zooms, then the way back, and the reading that comes of both. */
const ZOOM_MS = 1_000;
const DRAG_STEPS = 20;
const DRAG_PX = 200;

/** @returns rows of a table: scroll, cursor and zoom, ours beside the bare page's; zoom has no counterpart. */
export async function benchGaps() {
  const bare = await openBare();
  await bare.page.goto(barePage('rows.html'));
  const baseline = await bareFigures(bare);
  await bare.close();
  const many = await serveMany();
  try {
    const ours = await openHopscope(['--demo'], (settings) => knowOf(settings, many.url));
    try {
      await showAll(ours, many.url);
      return await ourRows(ours, baseline);
    } finally {
      await ours.close();
    }
  } finally {
    await many.close();
  }
}

async function bareFigures(window) {
  await wait(SETTLE_MS / 5);
  return {
    scroll: await measured(window, () => scroll(window, { x: 640, y: 400 })),
    cursor: await measured(window, () => sweep(window, { x: 400, y: 300, width: 800, height: 300 })),
  };
}

async function ourRows(window, baseline) {
  const lanes = await lanesOf(window);
  const middle = { x: lanes.x + lanes.width / 2, y: lanes.y + lanes.height / 2 };
  const scrolled = await measured(window, () => scroll(window, middle));
  const swept = await measured(window, () => sweep(window, lanes));
  const zoomed = await measured(window, () => zoom(window, lanes));
  return [
    ...frameRows('scroll', scrolled, baseline.scroll),
    ...frameRows('cursor', swept, baseline.cursor),
    { what: 'zoom: between frames, p50', value: zoomed.p50, unit: 'ms' },
    { what: 'zoom: between frames, p95', value: zoomed.p95, unit: 'ms' },
    { what: `zoom: main thread per frame, p95 (${zoomed.clock})`, value: zoomed.workP95, unit: 'ms' },
  ].map(judged);
}

async function scroll({ cdp }, { x, y }) {
  let step = 0;
  await steadily(ACT_MS, () => {
    const down = Math.floor(step / WHEEL_STEPS) % 2 === 0;
    step += 1;
    const deltaY = down ? WHEEL_PX : -WHEEL_PX;
    return cdp.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x: Math.round(x), y: Math.round(y), deltaX: 0, deltaY });
  });
}

async function sweep(window, { x, y, width, height }) {
  await steadily(ACT_MS, (ms) => {
    const turn = (ms % SWEEP_MS) / SWEEP_MS;
    return mouse(window, 'mouseMoved', x + width * turn, y + height / 2);
  });
}

async function zoom(window, { x, y, width, height }) {
  const at = { x: x + width / 2, y: y + height / 2 };
  await steadily(ACT_MS, async () => {
    await mouse(window, 'mouseMoved', at.x, at.y);
    await mouse(window, 'mousePressed', at.x, at.y);
    for (let step = 1; step <= DRAG_STEPS; step++) await mouse(window, 'mouseMoved', at.x + (DRAG_PX * step) / DRAG_STEPS, at.y, 1);
    await mouse(window, 'mouseReleased', at.x + DRAG_PX, at.y);
    await wait(ZOOM_MS / 2);
    await window.page.keyboard.press('-');
    await wait(ZOOM_MS / 2);
  });
}

/** Where the lanes are drawn: right of names and numbers, within what is seen of the list. */
function lanesOf({ page }) {
  return page.evaluate(() => {
    const lane = document.querySelector('.hs-gap-lane').getBoundingClientRect();
    const seen = document.querySelector('.hs-gap-scroll').getBoundingClientRect();
    return { x: lane.left + 4, y: seen.top + 20, width: lane.width - 8, height: seen.height - 40 };
  });
}

/** The view of gaps over all targets of the server, read. */
async function showAll({ page }, url) {
  await page.keyboard.press('3');
  const source = page.getByTestId('gap-source');
  const own = source.locator('option').filter({ hasText: new URL(url).port });
  await own.waitFor({ state: 'attached', timeout: READ_MS });
  await source.selectOption({ label: (await own.textContent()) ?? '' });
  await page.getByTestId('gap-range').selectOption({ label: RANGE });
  await page.getByTestId('gap-verdict').filter({ hasText: 'of 5,000 targets lost' }).waitFor({ timeout: READ_MS });
  await wait(SETTLE_MS);
}

function knowOf(settings, url) {
  fs.mkdirSync(path.join(settings, 'Hopscope'));
  fs.writeFileSync(path.join(settings, 'Hopscope/endpoints.yaml'), `- kind: prometheus\n  url: ${url}\n`);
}

/** The server of the window's test, which answers for as many targets out of a rule. */
async function serveMany() {
  const { build } = await import('esbuild');
  const bundle = path.join(ROOT, 'out/bench/manyTargets.mjs');
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['e2e/support/manyTargets.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  const { serveManyTargets } = await import(pathToFileURL(bundle).href);
  return serveManyTargets(TARGETS, JOBS);
}
