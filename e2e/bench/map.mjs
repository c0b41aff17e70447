// The map's figures: frames, selection, chart and memory, each beside a bare page in the same run.
import { barePage, openBare, openHopscope } from './browser.mjs';
import { measureChart } from './chart.mjs';
import { groundOf, idleWork, measureFrames } from './frames.mjs';
import { startDemo } from './measure.mjs';
import { measureMemory } from './memory.mjs';
import { measureSelection } from './selection.mjs';
import { judged } from './table.mjs';

/** p95 of the intervals between frames, of the bare page's. */
const INTERVAL = { of: 'ratio', most: 1.25 };
/** Milliseconds. */
const WORK = { of: 'value', most: 8 };
/** Milliseconds in a second: 3 % of a core. */
const IDLE = { of: 'value', most: 30 };
const SELECTION = { of: 'value', most: 100 };

const IDLE_SECONDS = 8;
const OURS = { cards: '.hs-card', name: '[data-testid="inspector"] h2' };
const BARE = { cards: 'button', name: '#name' };
/** Where the bare page is held and turned. */
const MIDDLE = { x: 640, y: 300 };

/** Frames and selection on a demo of so many nodes. `sections`: which of the two. */
export async function benchMap(nodes, sections) {
  // It stands for a cluster on other machines: it gets what the windows, the bare one as well, leave.
  const demo = await startDemo(nodes, { below: true });
  try {
    const bare = await openBare();
    const baseline = await bareFigures(bare, sections);
    await bare.close();
    const ours = await openHopscope(['--kubeconfig', demo.kubeconfig]);
    try {
      return await ourRows(ours, baseline, sections);
    } finally {
      await ours.close();
    }
  } finally {
    await demo.stop();
  }
}

async function bareFigures(bare, sections) {
  const frames = sections.has('frames') ? await measureFrames(bare, MIDDLE) : undefined;
  const idle = sections.has('frames') ? await idleWork(bare, IDLE_SECONDS) : undefined;
  await bare.page.goto(barePage('pick.html'));
  const selection = sections.has('select') ? await measureSelection(bare, BARE) : undefined;
  return { frames, idle, selection };
}

async function ourRows(ours, baseline, sections) {
  const rows = [];
  if (sections.has('frames')) {
    rows.push({
      what: 'main thread, nothing touched',
      value: await idleWork(ours, IDLE_SECONDS),
      unit: 'ms/s',
      baseline: baseline.idle,
      budget: IDLE,
    });
    const frames = await measureFrames(ours, await groundOf(ours));
    for (const kind of ['pan', 'zoom']) rows.push(...frameRows(kind, frames[kind], baseline.frames[kind]));
    await ours.page.getByTestId('tool-fit').click();
  }
  if (sections.has('select')) {
    const selection = await measureSelection(ours, OURS);
    rows.push({ what: 'selection to painted inspector, p50', value: selection.p50, unit: 'ms', baseline: baseline.selection.p50 });
    rows.push({
      what: `selection to painted inspector, p95 of ${selection.selections}`,
      value: selection.p95,
      unit: 'ms',
      baseline: baseline.selection.p95,
      budget: SELECTION,
    });
  }
  return rows.map(judged);
}

export function frameRows(kind, ours, bare) {
  return [
    { what: `${kind}: between frames, p50`, value: ours.p50, unit: 'ms', baseline: bare.p50 },
    { what: `${kind}: between frames, p95`, value: ours.p95, unit: 'ms', baseline: bare.p95, budget: INTERVAL },
    { what: `${kind}: main thread per frame, p50`, value: ours.workP50, unit: 'ms', baseline: bare.workP50 },
    { what: `${kind}: main thread per frame, p95 (${ours.clock})`, value: ours.workP95, unit: 'ms', baseline: bare.workP95, budget: WORK },
  ];
}

/** 12 series of 2,000 points, beside the same data as plain SVG polylines. */
export async function benchChart() {
  const { ours, bare } = await measureChart();
  return [
    { what: 'data to painted, the first time', value: ours.first, unit: 'ms', baseline: bare.first },
    { what: 'one more look to painted, median', value: ours.again, unit: 'ms', baseline: bare.again },
    {
      what: `cursor: main thread per frame, p95 (${ours.clock})`,
      value: ours.cursorWorkP95,
      unit: 'ms',
      baseline: bare.cursorWorkP95,
      budget: WORK,
    },
  ].map(judged);
}

/** The renderer after some minutes of a live demo with a card's charts open. */
export async function benchMemory(nodes, minutes) {
  const demo = await startDemo(nodes);
  try {
    const { ours, bare } = await measureMemory(['--kubeconfig', demo.kubeconfig], minutes);
    const rows = [
      { what: 'resident memory of the renderer', value: ours.residentMiB, unit: 'MiB', baseline: bare.residentMiB },
      { what: 'its slope over the last minutes', value: ours.residentSlope, unit: 'MiB/min', baseline: bare.residentSlope },
      { what: 'JavaScript heap after a collection', value: ours.heapMiB, unit: 'MiB', baseline: bare.heapMiB },
      { what: 'its slope over the last minutes', value: ours.heapSlope, unit: 'MiB/min', baseline: bare.heapSlope },
    ];
    // A ratio of two slopes near nothing says nothing.
    return rows.map((row) => (row.unit === 'MiB/min' ? { ...judged(row), ratio: undefined } : judged(row)));
  } finally {
    await demo.stop();
  }
}
