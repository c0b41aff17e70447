// One chart of 12 series of 2,000 points: from the message to the picture, one more look, and the cursor that follows the mouse.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../scripts/lib/project.mjs';
import { percentile } from '../../scripts/lib/statistics.mjs';
import { barePage, openBare, wait } from './browser.mjs';
import { traced } from './trace.mjs';

const SERIES = 12;
const POINTS = 2_000;
const STEP_MS = 15_000;
const RUNS = 15;
/** The page's first second compiles code and loads the font. */
const WARM_MS = 1_000;
const CURSOR_MOVES = 120;

const BUILT = path.join(ROOT, 'out/bench/chartPage');

/** @returns {Promise<Record<'ours' | 'bare', {first: number, again: number, cursorWorkP95: number, clock: string}>>} milliseconds */
export async function measureChart() {
  await buildPage();
  const window = await openBare();
  try {
    await window.page.goto(barePage('lines.html'));
    const bare = await measured(window, bareDraw);
    await window.page.goto(pathToFileURL(path.join(BUILT, 'index.html')).href);
    return { bare, ours: await measured(window, ourDraw) };
  } finally {
    await window.close();
  }
}

/** `first`: nothing of it was drawn before; `again`: one more point on each line, median. */
async function measured(window, draw) {
  await wait(WARM_MS);
  const first = await draw(window, 0);
  const again = [];
  for (let run = 1; run <= RUNS; run++) again.push(await draw(window, run));
  const { perFrame, clock } = await traced(window, () => moveCursor(window));
  return { first, again: percentile(again, 0.5), cursorWorkP95: percentile(perFrame, 0.95), clock };
}

/** In the page data are made before the time runs. */
function ourDraw({ page }, run) {
  return page.evaluate(
    async ({ lines, at }) => {
      const series = lines.map((points, index) => ({
        key: `line ${index}`,
        label: `line ${index}`,
        unit: 'seconds',
        line: `node-${index}`,
        chart: { key: 'latency', title: 'Latency', unit: 'seconds', order: 0 },
        source: 'own',
        points,
      }));
      const [fromMs, toMs] = [lines[0][0].atMs, lines[0].at(-1).atMs];
      const frame = { id: 'kubelet', source: 'own', sources: [], fromMs, toMs, live: true, stepSeconds: at, peaks: false, asked: [] };
      return globalThis.draw({ type: 'series', series, frame });
    },
    { lines: linesOf(run), at: STEP_MS / 1_000 },
  );
}

function bareDraw({ page }, run) {
  return page.evaluate(async (lines) => {
    const begun = performance.now();
    globalThis.draw(lines);
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await nextFrame();
    await nextFrame();
    return performance.now() - begun;
  }, linesOf(run));
}

/** Waves with noise from a fixed seed; `run` looks later. */
function linesOf(run) {
  return Array.from({ length: SERIES }, (_, line) =>
    Array.from({ length: POINTS }, (_point, index) => {
      const step = index + run;
      const noise = (((step * 7919 + line * 104729) % 1009) / 1009 - 0.5) * 0.2;
      return { atMs: 1_700_000_000_000 + step * STEP_MS, value: line + 1 + Math.sin(step / 40 + line) + noise };
    }),
  );
}

async function moveCursor({ page, cdp }) {
  const box = (await page.locator('.hs-chart-overlay, #plot').first().boundingBox()) ?? { x: 0, y: 0, width: 400, height: 160 };
  // Without a frame asked for, a page that changes nothing would draw none.
  await page.evaluate(() => {
    globalThis.ticking = true;
    const tick = () => globalThis.ticking && requestAnimationFrame(tick);
    tick();
  });
  for (let move = 0; move < CURSOR_MOVES; move++) {
    const x = Math.round(box.x + 20 + ((box.width - 40) * move) / CURSOR_MOVES);
    await cdp.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y: Math.round(box.y + box.height / 2), button: 'none' });
  }
  await page.evaluate(() => {
    globalThis.ticking = false;
  });
}

async function buildPage() {
  const esbuild = await import('esbuild');
  fs.mkdirSync(BUILT, { recursive: true });
  await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: ['e2e/bench/chartPage/main.ts'],
    outfile: path.join(BUILT, 'main.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'chrome114',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff2': 'file' },
    logLevel: 'warning',
  });
  fs.copyFileSync(path.join(ROOT, 'e2e/bench/chartPage/index.html'), path.join(BUILT, 'index.html'));
}
