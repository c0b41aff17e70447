// Panning and zooming with real input: intervals between frames, and what the main thread does for each.
import { intervals, percentile } from '../../scripts/lib/statistics.mjs';
import { traced } from './trace.mjs';

const PAN_MS = 3_000;
const ZOOM_MS = 2_000;
/** Input comes at most this often; the browser gives a page one move for each frame anyway. */
const STEP_MS = 8;
/** One circle with the mouse held takes as long as this. */
const CIRCLE_MS = 1_500;
const RADIUS = 160;
/** So many notches in, then as many out. */
const NOTCHES = 8;

/**
 * @param {{x: number, y: number}} at where nothing but the ground is
 * @returns {Promise<Record<'pan' | 'zoom', {p50: number, p95: number, workP95: number, clock: string, frames: number}>>} milliseconds
 */
export async function measureFrames(window, at) {
  return {
    pan: await measured(window, () => pan(window, at, PAN_MS)),
    zoom: await measured(window, () => zoom(window, at, ZOOM_MS)),
  };
}

/** First the intervals, then the same again under the trace: tracing takes time itself. */
export async function measured(window, act) {
  await startCounting(window);
  await act();
  const between = intervals(await framesCounted(window));
  await startCounting(window);
  const { perFrame, clock } = await traced(window, act);
  await framesCounted(window);
  return {
    frames: between.length,
    p50: percentile(between, 0.5),
    p95: percentile(between, 0.95),
    workP50: percentile(perFrame, 0.5),
    workP95: percentile(perFrame, 0.95),
    clock,
  };
}

/** Milliseconds of main-thread work in a second in which nobody touches anything. */
export async function idleWork(window, seconds) {
  const { busyMs } = await traced(window, () => new Promise((resolve) => setTimeout(resolve, seconds * 1_000)));
  return busyMs / seconds;
}

/** Times of the frames that the page draws, by the time that Chromium gives each. */
function startCounting({ page }) {
  return page.evaluate(() => {
    const times = [];
    let on = true;
    const step = (at) => {
      times.push(at);
      if (on) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
    globalThis.endCounting = () => {
      on = false;
      return times;
    };
  });
}

const framesCounted = ({ page }) => page.evaluate(() => globalThis.endCounting());

async function pan(window, { x, y }, forMs) {
  await mouse(window, 'mouseMoved', x, y);
  await mouse(window, 'mousePressed', x, y);
  await steadily(forMs, (ms) => {
    const turn = (ms / CIRCLE_MS) * 2 * Math.PI;
    return mouse(window, 'mouseMoved', x + RADIUS * Math.sin(turn), y + RADIUS * (1 - Math.cos(turn)), 1);
  });
  await mouse(window, 'mouseMoved', x, y, 1);
  await mouse(window, 'mouseReleased', x, y);
}

async function zoom(window, { x, y }, forMs) {
  let notch = 0;
  await steadily(forMs, () => {
    const inwards = Math.floor(notch / NOTCHES) % 2 === 0;
    notch += 1;
    return window.cdp.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX: 0, deltaY: inwards ? -40 : 40 });
  });
}

/** Does one thing after the other until the time is over, at most one for each STEP_MS. */
export async function steadily(forMs, act) {
  const begin = performance.now();
  for (let ms = 0; ms < forMs; ms = performance.now() - begin) {
    await act(ms);
    const rest = begin + ms + STEP_MS - performance.now();
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
  }
}

export function mouse({ cdp }, type, x, y, buttons = 0) {
  const button = type === 'mouseMoved' && buttons === 0 ? 'none' : 'left';
  return cdp.send('Input.dispatchMouseEvent', { type, x: Math.round(x), y: Math.round(y), button, buttons, clickCount: 1 });
}

/** A place of the map that is no card and no hop: what is dragged there is the map. */
export function groundOf({ page }) {
  return page.evaluate((radius) => {
    const box = document.querySelector('.react-flow__pane').getBoundingClientRect();
    for (let y = box.top + 40; y < box.bottom - 2 * radius - 20; y += 10)
      for (let x = box.left + radius + 20; x < box.right - radius - 20; x += 10)
        if (document.elementFromPoint(x, y)?.classList.contains('react-flow__pane')) return { x, y };
    throw new Error('the map shows no ground');
  }, RADIUS);
}
