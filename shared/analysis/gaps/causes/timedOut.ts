import type { GapScene, Scrape } from '../scene';

/** A scrape that took this part of its timeout ended by it. */
const AT_TIMEOUT = 0.95;
/** One that took this part of it, and went well, was slow. */
const SLOW = 0.1;
/** An answer that came so soon after a wait began may have been given before. */
const BEGUN_MS = 1_000;

/** How long a scrape of the target may take, in milliseconds. */
export function timeoutOf({ target, intervalMs }: GapScene): number {
  return target.timeoutMs ?? intervalMs;
}

/** Those that failed after as long as a scrape may take; none where most failed sooner. */
export function timedOut(scene: GapScene): readonly Scrape[] {
  const slow = scene.failed.filter((scrape) => tookAll(scrape, timeoutOf(scene)));
  return slow.length * 2 > scene.failed.length ? slow : [];
}

/**
 * Those beside it that waited in vain too, where none was answered from the first wait on until the last began: what stands behind the address stood
 * still, and was not slow. Empty where one was answered meanwhile, the kubelet renewed its lease meanwhile, or the last scrape before was slow
 * already.
 */
export function silentBeside(scene: GapScene): readonly Scrape[] {
  const { beside = [], before } = scene;
  const timeoutMs = timeoutOf(scene);
  if (before?.seconds !== undefined && before.seconds * 1_000 >= SLOW * timeoutMs) return [];
  const silent = beside.filter((scrape) => scrape.up === 0 && tookAll(scrape, timeoutMs));
  const { fromMs, toMs } = stretchOf([...timedOut(scene), ...silent]);
  const wasAnswered = beside.some((scrape) => scrape.up === 1 && endOf(scrape) > fromMs && endOf(scrape) < toMs);
  return wasAnswered || renewedWhile(scene) !== undefined ? [] : silent;
}

/** When the kubelet renewed its node's lease while scrapes of it waited in vain: it ran, and was slow. Undefined of other targets, and where none was seen. */
export function renewedWhile(scene: GapScene): number | undefined {
  if (!scene.target.isKubelet) return undefined;
  const { fromMs, toMs } = stretchOf(timedOut(scene));
  return scene.cluster.node?.renewalsMs?.find((atMs) => atMs > fromMs && atMs < toMs + timeoutOf(scene) - BEGUN_MS);
}

/** From when an answer was given after the first of these scrapes asked, until the last asked. */
function stretchOf(waits: readonly Scrape[]): { readonly fromMs: number; readonly toMs: number } {
  const times = waits.map(({ atMs }) => atMs);
  return { fromMs: Math.min(...times) + BEGUN_MS, toMs: Math.max(...times) };
}

function tookAll({ seconds }: Scrape, timeoutMs: number): boolean {
  return seconds !== undefined && seconds * 1_000 >= AT_TIMEOUT * timeoutMs;
}

function endOf({ atMs, seconds = 0 }: Scrape): number {
  return atMs + seconds * 1_000;
}
