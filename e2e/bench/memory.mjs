// What a window holds while a live demo runs, and how fast it grows.
import { slope } from '../../scripts/lib/statistics.mjs';
import { openBare, openHopscope, wait } from './browser.mjs';

const EVERY_MS = 10_000;
/** The slope is of the last minutes: before, a window fills what it keeps. */
const SLOPE_MINUTES = 5;
const MIB = 1024 * 1024;

/**
 * Both windows at the same time, ours on the map with a card's charts open. Resident memory of the renderer's process, and what its
 * JavaScript holds after a collection.
 * @returns {Promise<Record<'ours' | 'bare', {residentMiB: number, residentSlope: number, heapMiB: number, heapSlope: number}>>} slopes in MiB per minute
 */
export async function measureMemory(words, minutes) {
  const bare = await openBare();
  const ours = await openHopscope(words);
  try {
    await ours.page.getByTestId('card-kubelet').click();
    await ours.page.getByRole('tab', { name: /Charts/ }).click();
    const samples = { bare: [], ours: [] };
    const begin = Date.now();
    while (Date.now() - begin < minutes * 60_000) {
      await wait(EVERY_MS);
      const at = (Date.now() - begin) / 60_000;
      samples.bare.push(await sample(bare, at));
      samples.ours.push(await sample(ours, at));
    }
    return { bare: summary(samples.bare, minutes), ours: summary(samples.ours, minutes) };
  } finally {
    await bare.close();
    await ours.close();
  }
}

async function sample({ app, cdp }, minute) {
  const residentMiB = await app.evaluate(({ app: electron }) => {
    const tab = electron.getAppMetrics().find(({ type }) => type === 'Tab');
    return (tab?.memory.workingSetSize ?? Number.NaN) / 1024;
  });
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return { minute, residentMiB, heapMiB: usedSize / MIB };
}

function summary(samples, minutes) {
  const from = minutes - Math.min(SLOPE_MINUTES, minutes / 2);
  const late = samples.filter(({ minute }) => minute >= from);
  const last = samples.at(-1);
  return {
    residentMiB: last.residentMiB,
    residentSlope: slope(late.map(({ minute, residentMiB }) => [minute, residentMiB])),
    heapMiB: last.heapMiB,
    heapSlope: slope(late.map(({ minute, heapMiB }) => [minute, heapMiB])),
    samples,
  };
}
